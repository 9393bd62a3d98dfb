import { z } from 'zod';
import { wholeAnswer } from './answer-stream.ts';
import type { ProviderWire } from './provider-script.ts';

const Request = z.strictObject({
  model: z.string(),
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(1),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
          schema: z.record(z.string(), z.unknown()),
          strict: z.boolean().optional(),
        }),
      }),
    ])
    .optional(),
});

/** `POST /chat/completions` as OpenAI answers it (platform.openai.com, API reference, Chat). */
export const openAiWire: ProviderWire = {
  path: '/chat/completions',
  type: 'application/json',

  refuse: (body, features) => {
    const read = Request.safeParse(body);
    if (!read.success) return refusal(z.prettifyError(read.error));
    const { response_format: format, max_tokens, temperature } = read.data;
    if (features.reasoning && max_tokens !== undefined)
      return refusal(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      );
    if (features.reasoning && temperature !== undefined)
      return refusal(
        "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
      );
    if (format?.type === 'json_schema' && !features.jsonSchema)
      return refusal(
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      );
    if (format?.type === 'json_object' && !features.jsonObject)
      return refusal("'response_format.type' must be 'json_schema' or 'text'");
    return undefined;
  },

  answer: (step, model) => {
    const usage = {
      prompt_tokens: step.promptTokens ?? 0,
      completion_tokens: step.completionTokens ?? 0,
    };
    const whole = wholeAnswer({ text: step.text, usage }, { id: 'chatcmpl-stand-in', model });
    const text = JSON.stringify(whole);
    return [step.cut ? text.replace('"finish_reason":"stop"', '"finish_reason":"length"') : text];
  },

  error: (status) => ({
    error: {
      message: status === 401 ? 'Incorrect API key provided.' : `scripted ${status}`,
      type: 'invalid_request_error',
      param: null,
      code: status === 401 ? 'invalid_api_key' : null,
    },
  }),
};

function refusal(message: string) {
  const error = { message, type: 'invalid_request_error', param: null, code: null };
  return { status: 400, body: { error } };
}
