import { z } from 'zod';
import type { AnswerStep, ProviderWire } from './provider-script.ts';

const Request = z.strictObject({
  model: z.string(),
  system: z.string().optional(),
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string() }))
    .min(1),
  max_tokens: z.int().positive(),
  stream: z.literal(true),
  temperature: z.number().min(0).max(1).optional(),
  output_config: z
    .strictObject({
      format: z.strictObject({
        type: z.literal('json_schema'),
        schema: z.record(z.string(), z.unknown()),
      }),
    })
    .optional(),
});

/** `POST /v1/messages`, streamed, as Anthropic answers it (API reference, Messages, streaming). */
export const anthropicWire: ProviderWire = {
  path: '/v1/messages',
  type: 'text/event-stream; charset=utf-8',

  refuse: (body, features) => {
    const read = Request.safeParse(body);
    if (!read.success) return refusal(z.prettifyError(read.error));
    if (features.reasoning && read.data.temperature !== undefined)
      return refusal('`temperature` is deprecated for this model.');
    if (read.data.output_config && !features.jsonSchema)
      return refusal('output_config.format: structured outputs are not supported by this model');
    return undefined;
  },

  answer: events,

  error: (status) => ({
    type: 'error',
    error: {
      type: status === 401 ? 'authentication_error' : 'api_error',
      message: status === 401 ? 'invalid x-api-key' : `scripted ${status}`,
    },
    request_id: 'req_stand_in',
  }),
};

function* events(step: AnswerStep, model: string): Generator<string> {
  const usage = { input_tokens: step.promptTokens ?? 0, output_tokens: 1 };
  yield event('message_start', {
    message: {
      id: 'msg_stand_in',
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
    },
  });
  yield event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  yield event('ping', {});
  for (let at = 0; at < step.text.length; at += 24)
    yield event('content_block_delta', {
      index: 0,
      delta: { type: 'text_delta', text: step.text.slice(at, at + 24) },
    });
  yield event('content_block_stop', { index: 0 });
  yield event('message_delta', {
    delta: { stop_reason: step.cut ? 'max_tokens' : 'end_turn', stop_sequence: null },
    usage: { output_tokens: step.completionTokens ?? 0 },
  });
  yield event('message_stop', {});
}

function event(type: string, more: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
}

function refusal(message: string) {
  return {
    status: 400,
    body: { type: 'error', error: { type: 'invalid_request_error', message } },
  };
}
