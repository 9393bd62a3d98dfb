import { OpenAI } from 'openai';
import { z } from 'zod';
import type { ReviewQuestion } from '../../core/services/review-model.ts';
import { type Dialect, isStrict } from './dialect.ts';
import type { VendorAnswer, VendorRequest } from './vendor.ts';

const tokens = z.int().nonnegative().nullish();

/** A chat completion, as far as it is used; compatible servers leave much of it out. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      total_tokens: tokens,
      prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish(),
    })
    .nullish(),
});

/** `POST /chat/completions`, not streamed: compatible servers count tokens only then. */
export async function askOpenAi(
  baseUrl: string,
  { settings, question, dialect, wire }: VendorRequest,
): Promise<VendorAnswer> {
  // Whatever is not given here, the client would take from the environment.
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: 'in the wire',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    fetch: wire.fetch,
    maxRetries: 0,
    timeout: 24 * 3_600_000,
    logLevel: 'off',
  });
  const answer: unknown = await client.chat.completions.create({
    model: settings.model,
    messages: [
      { role: 'system', content: question.system },
      { role: 'user', content: question.prompt },
    ],
    ...(dialect.completionLimit
      ? { max_completion_tokens: question.maxOutputTokens }
      : { max_tokens: question.maxOutputTokens }),
    ...(dialect.sampling ? { temperature: settings.temperature, top_p: settings.topP } : {}),
    ...responseFormat(dialect, question),
  });
  return read(Completion.parse(answer));
}

function responseFormat({ mode }: Dialect, { schema, schemaName }: ReviewQuestion) {
  if (mode === 'plain') return {};
  if (mode === 'json-object') return { response_format: { type: 'json_object' } } as const;
  const wanted = { name: schemaName, schema: { ...schema }, strict: isStrict(schema) };
  return { response_format: { type: 'json_schema', json_schema: wanted } } as const;
}

function read({ choices, usage }: z.infer<typeof Completion>): VendorAnswer {
  const [choice] = choices;
  return {
    text: choice?.message.content ?? '',
    truncated: choice?.finish_reason === 'length',
    tokens: {
      prompt: usage?.prompt_tokens ?? undefined,
      completion: usage?.completion_tokens ?? undefined,
      total: usage?.total_tokens ?? undefined,
      cached: usage?.prompt_tokens_details?.cached_tokens ?? undefined,
    },
    timings: {},
  };
}
