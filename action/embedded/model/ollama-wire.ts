import { z } from 'zod';
import type { AnswerStep, ProviderWire } from './provider-script.ts';

const Request = z.strictObject({
  model: z.string(),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(1),
  stream: z.literal(true),
  format: z.union([z.literal('json'), z.record(z.string(), z.unknown())]).optional(),
  options: z
    .strictObject({
      num_predict: z.int().optional(),
      num_ctx: z.int().positive().optional(),
      temperature: z.number().optional(),
      top_p: z.number().optional(),
    })
    .optional(),
});

/** `POST /api/chat`, streamed, as Ollama answers it (ollama/ollama, docs/api.md). */
export const ollamaWire: ProviderWire = {
  path: '/api/chat',
  type: 'application/x-ndjson',

  refuse: (body, features) => {
    const read = Request.safeParse(body);
    if (!read.success) return refusal(z.prettifyError(read.error));
    const { format } = read.data;
    // An Ollama before 0.5 decodes the field as a text.
    if (typeof format === 'object' && !features.jsonSchema)
      return refusal(
        'json: cannot unmarshal object into Go struct field ChatRequest.format of type string',
      );
    if (format === 'json' && !features.jsonObject) return refusal('format is not supported');
    return undefined;
  },

  answer: lines,
  error: (status) => ({ error: status === 404 ? 'model not found' : `scripted ${status}` }),
};

/** Durations of a run on a laptop, in nanoseconds. */
export const ollamaDurations = {
  total_duration: 8_113_331_500,
  load_duration: 6_396_458,
  prompt_eval_duration: 619_000_000,
  eval_duration: 7_479_000_000,
} as const;

function* lines(step: AnswerStep, model: string): Generator<string> {
  const base = { model, created_at: '2026-01-01T00:00:00Z' };
  for (let at = 0; at < step.text.length; at += 24) {
    const message = { role: 'assistant', content: step.text.slice(at, at + 24) };
    yield line({ ...base, message, done: false });
  }
  yield line({
    ...base,
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: step.cut ? 'length' : 'stop',
    ...ollamaDurations,
    prompt_eval_count: step.promptTokens ?? 0,
    eval_count: step.completionTokens ?? 0,
  });
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function refusal(error: string) {
  return { status: 400, body: { error } };
}
