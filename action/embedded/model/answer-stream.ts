import type { AnswerStep, CassetteUsage } from './cassette.ts';

/** Characters per delta; real providers send a few at a time. */
const deltaLength = 24;

interface Identity {
  readonly id: string;
  readonly model: string;
}

/** A step as the chunks of a streamed chat completion (`data: {...}` lines). */
export function* answerChunks(step: AnswerStep, identity: Identity): Generator<string> {
  const base = {
    id: identity.id,
    object: 'chat.completion.chunk',
    created: 1,
    model: identity.model,
  };
  const delta = (change: object, finish: string | null = null) =>
    event({ ...base, choices: [{ index: 0, delta: change, finish_reason: finish }] });
  yield delta({ role: 'assistant', content: '' });
  for (const part of pieces(step.text ?? '')) yield delta({ content: part });
  for (const [index, call] of toolCalls(step, identity).entries()) {
    const { id, type, function: called } = call;
    yield delta({
      tool_calls: [{ index, id, type, function: { name: called.name, arguments: '' } }],
    });
    for (const part of pieces(called.arguments)) {
      yield delta({ tool_calls: [{ index, function: { arguments: part } }] });
    }
  }
  yield delta({}, finishReason(step));
  yield event({ ...base, choices: [], usage: usageOf(step) });
  yield 'data: [DONE]\n\n';
}

/** The same step for a client that did not ask for a stream. */
export function wholeAnswer(step: AnswerStep, identity: Identity): object {
  const calls = toolCalls(step, identity);
  const message = {
    role: 'assistant',
    content: step.text ?? null,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return {
    id: identity.id,
    object: 'chat.completion',
    created: 1,
    model: identity.model,
    choices: [{ index: 0, message, finish_reason: finishReason(step) }],
    usage: usageOf(step),
  };
}

/** What the step costs: nothing, unless it says otherwise. */
export function usageOf(step: AnswerStep): CassetteUsage {
  const prompt_tokens = step.usage?.prompt_tokens ?? 0;
  const completion_tokens = step.usage?.completion_tokens ?? 0;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    ...step.usage,
  };
}

function toolCalls(step: AnswerStep, { id }: Identity) {
  return (step.tools ?? []).map(({ name, args }, index) => ({
    id: `call-${id}-${index}`,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
}

function finishReason(step: AnswerStep): string {
  return (step.tools ?? []).length > 0 ? 'tool_calls' : 'stop';
}

function event(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** By code points, so that no delta holds half a character. */
function* pieces(text: string): Generator<string> {
  const characters = Array.from(text);
  for (let from = 0; from < characters.length; from += deltaLength) {
    yield characters.slice(from, from + deltaLength).join('');
  }
}
