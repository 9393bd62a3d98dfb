import { z } from 'zod';

/** Tokens of one model answer, in one shape for every provider. */
export interface Tokens {
  /** Prompt tokens that no cache served. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/** US dollars per million tokens. */
export const Pricing = z.strictObject({
  input: z.number().nonnegative(),
  output: z.number().nonnegative(),
  cacheRead: z.number().nonnegative(),
  cacheWrite: z.number().nonnegative(),
});
export type Pricing = z.infer<typeof Pricing>;

export function costOf(tokens: Tokens, pricing: Pricing): number {
  const { input, output, cacheRead, cacheWrite } = tokens;
  return (
    (input * pricing.input +
      output * pricing.output +
      cacheRead * pricing.cacheRead +
      cacheWrite * pricing.cacheWrite) /
    1_000_000
  );
}

const count = z.int().nonnegative().optional().catch(undefined);

const OpenAiUsage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).optional().catch(undefined),
});

/** OpenAI counts cached tokens among the prompt's. */
export function openAiTokens(usage: unknown): Tokens | undefined {
  const read = OpenAiUsage.safeParse(usage).data;
  if (read?.prompt_tokens === undefined) return undefined;
  const cacheRead = Math.min(read.prompt_tokens_details?.cached_tokens ?? 0, read.prompt_tokens);
  const input = read.prompt_tokens - cacheRead;
  return { input, output: read.completion_tokens ?? 0, cacheRead, cacheWrite: 0 };
}

const AnthropicUsage = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});

/** Anthropic reports in parts: a later part only says what changed since `before`. */
export function anthropicTokens(usage: unknown, before: Tokens | undefined): Tokens | undefined {
  const read = AnthropicUsage.safeParse(usage).data;
  if (!read) return before;
  return {
    input: read.input_tokens ?? before?.input ?? 0,
    output: read.output_tokens ?? before?.output ?? 0,
    cacheRead: read.cache_read_input_tokens ?? before?.cacheRead ?? 0,
    cacheWrite: read.cache_creation_input_tokens ?? before?.cacheWrite ?? 0,
  };
}
