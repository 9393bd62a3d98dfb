import { setTimeout as delay } from 'node:timers/promises';
import { answerError } from '../../../approval-app/server/model-route/answers.ts';
import type {
  Exchange,
  ModelBackend,
} from '../../../approval-app/server/model-route/model-backend.ts';
import { openAiTokens, type Tokens } from '../../domain/model-tokens.ts';
import { answerChunks, usageOf, wholeAnswer } from './answer-stream.ts';
import type { AnswerStep, Cassette, CassetteStep, RawStep, StatusStep } from './cassette.ts';

/** Between raw pieces, so that they arrive as separate reads. */
const rawPauseMs = 20;
const eventStream = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };
const free: Tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** Plays a cassette from its start for every grant; one step answers one model request. */
export function createCassettePlayer(cassette: Cassette): ModelBackend {
  const tapes = [cassette, ...(cassette.variants ?? []).map((tape) => ({ ...cassette, ...tape }))];
  const played = new Map<string, Cassette>();
  const tapeFor = (grantId: string): Cassette => {
    const tape = played.get(grantId) ?? tapes[played.size % tapes.length] ?? cassette;
    played.set(grantId, tape);
    return tape;
  };
  return {
    provider: 'cassette',
    api: 'openai-completions',
    async answer(exchange) {
      const tape = tapeFor(exchange.grantId);
      const step = stepFor(tape, exchange.number);
      if (step) return await play(step, exchange);
      exchange.paid(free);
      return answerError(400, 'cassette_ended', endedText(tape, exchange));
    },
  };
}

function stepFor(cassette: Cassette, number: number): CassetteStep | undefined {
  return (
    cassette.steps[number] ?? (cassette.repeatLast === true ? cassette.steps.at(-1) : undefined)
  );
}

function endedText({ steps }: Cassette, { number }: Exchange): string {
  return `the cassette has ${steps.length} steps and this is request ${number + 1}; add a step or set "repeatLast": true`;
}

async function play(step: CassetteStep, exchange: Exchange): Promise<Response> {
  if (!('status' in step) && !('raw' in step)) return await playAnswer(step, exchange);
  exchange.paid(free);
  return 'status' in step ? playStatus(step) : playRaw(step, exchange);
}

async function playAnswer(step: AnswerStep, exchange: Exchange): Promise<Response> {
  const { signal, body, number } = exchange;
  // Whoever hung up gets no answer; the step is paid for all the same, like a provider's.
  await delay(step.delayMs ?? 0, undefined, { signal }).catch(() => undefined);
  const identity = { id: `cassette-${number}`, model: body.model };
  exchange.paid(openAiTokens(usageOf(step)) ?? free);
  if (body.stream !== true) return Response.json(wholeAnswer(step, identity));
  const encoder = new TextEncoder();
  const chunks = function* () {
    for (const chunk of answerChunks(step, identity)) yield encoder.encode(chunk);
  };
  return new Response(ReadableStream.from(chunks()), { headers: eventStream });
}

function playStatus({ status, body, headers }: StatusStep): Response {
  const scripted = { error: { message: `scripted ${status}`, type: 'server_error' } };
  const content = typeof body === 'string' ? body : JSON.stringify(body ?? scripted);
  return new Response(content, {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function playRaw({ raw, destroy }: RawStep, { signal }: Exchange): Response {
  const encoder = new TextEncoder();
  const pieces = async function* () {
    for (const piece of raw) {
      yield encoder.encode(piece);
      await delay(rawPauseMs, undefined, { signal });
    }
    if (destroy === true) throw new Error('the cassette breaks the connection here');
  };
  return new Response(ReadableStream.from(pieces()), { headers: eventStream });
}
