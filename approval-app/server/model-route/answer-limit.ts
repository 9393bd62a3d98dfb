import type { ModelBody } from './model-body.ts';

/** Where the client sets no limit: about the most that hosted models answer at once. */
const usualOutputTokens = 32_768;
/** Bytes of a request that are a token, roughly; code has fewer, prose more. */
export const bytesPerToken = 4;

/** What this request may come to, before anybody answered it. */
export function wishOf(body: ModelBody): { inputTokens: number; outputTokens: number } {
  const asked = askedLimit(body);
  const bytes = Buffer.byteLength(JSON.stringify(body));
  return {
    inputTokens: Math.ceil(bytes / bytesPerToken),
    outputTokens: asked === undefined ? usualOutputTokens : asked,
  };
}

/**
 * The request with an answer that the budget pays for, and with usage that the provider has to
 * report: a stream of OpenAI's says nothing of it unless asked.
 */
export function limited(
  body: ModelBody,
  { api, provider, outputTokens }: { api: string; provider: string; outputTokens: number },
): ModelBody {
  const reported =
    api === 'openai-completions' && body.stream === true
      ? { stream_options: { include_usage: true } }
      : {};
  const asked = askedLimit(body);
  if (asked === undefined && outputTokens >= usualOutputTokens) return { ...body, ...reported };
  const name = nameOfLimit(body, api, provider);
  return { ...body, ...reported, [name]: Math.min(asked ?? outputTokens, outputTokens) };
}

function askedLimit(body: ModelBody): number | undefined {
  for (const value of [body['max_completion_tokens'], body['max_tokens']])
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  return undefined;
}

/** OpenAI's newer models refuse the old name, other servers do not know the new one. */
function nameOfLimit(body: ModelBody, api: string, provider: string): string {
  if (body['max_completion_tokens'] !== undefined) return 'max_completion_tokens';
  if (body['max_tokens'] !== undefined || api === 'anthropic-messages') return 'max_tokens';
  return provider === 'openai' ? 'max_completion_tokens' : 'max_tokens';
}
