import { Anthropic } from '@anthropic-ai/sdk';
import { z } from 'zod';
import type { VendorAnswer, VendorRequest } from './vendor.ts';

const tokens = z.int().nonnegative().nullish();

/** A message, as its client put it together from the stream. */
const Message = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  stop_reason: z.string(),
  usage: z.object({
    input_tokens: tokens,
    output_tokens: tokens,
    cache_creation_input_tokens: tokens,
    cache_read_input_tokens: tokens,
  }),
});

/** `POST /v1/messages`, streamed: a long answer must not look like a dead connection. */
export async function askAnthropic(
  baseUrl: string,
  { settings, question, dialect, wire }: VendorRequest,
): Promise<VendorAnswer> {
  // Whatever is not given here, the client would take from the environment or a profile.
  const client = new Anthropic({
    baseURL: baseUrl,
    apiKey: 'in the wire',
    authToken: null,
    webhookKey: null,
    fetch: wire.fetch,
    maxRetries: 0,
    timeout: 24 * 3_600_000,
    logLevel: 'off',
  });
  const schema = { type: 'json_schema', schema: { ...question.schema } } as const;
  const stream = client.messages.stream({
    model: settings.model,
    system: question.system,
    messages: [{ role: 'user', content: question.prompt }],
    max_tokens: question.maxOutputTokens,
    // Newer models take one of temperature and top_p, not both, and no temperature above 1.
    ...(dialect.sampling ? { temperature: Math.min(1, settings.temperature) } : {}),
    ...(dialect.mode === 'json-schema' ? { output_config: { format: schema } } : {}),
  });
  const message: unknown = await stream.finalMessage();
  return read(Message.parse(message));
}

function read({ content, stop_reason, usage }: z.infer<typeof Message>): VendorAnswer {
  const cached = usage.cache_read_input_tokens ?? undefined;
  const prompt = usage.input_tokens ?? undefined;
  return {
    text: content.map(({ type, text }) => (type === 'text' ? (text ?? '') : '')).join(''),
    truncated: stop_reason === 'max_tokens',
    tokens: {
      // What was cached is part of the prompt, and counted apart by this provider.
      prompt:
        prompt === undefined
          ? undefined
          : prompt + (cached ?? 0) + (usage.cache_creation_input_tokens ?? 0),
      completion: usage.output_tokens ?? undefined,
      cached,
    },
    timings: {},
  };
}
