import type { Pricing } from './model-tokens.ts';

/**
 * Used where nobody said what a model costs: about what a large hosted model costs today. A
 * budget in dollars must end a run on an unknown model too, so a guess is better than nothing.
 */
const assumed = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 } as const;
const free = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } as const;

/** US dollars per million tokens. A server of the user's own costs nothing per token. */
export function assumedPricing(provider: string): Pricing {
  return provider === 'openai-compatible' ? free : assumed;
}
