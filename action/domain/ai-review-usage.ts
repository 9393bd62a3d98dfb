import { z } from 'zod';

const tokens = z.int().nonnegative().nullish();
const seconds = z.number().nonnegative().nullish();
const perSecond = z.number().nonnegative().nullish();

/** What a call used. A provider that does not say leaves a field out; a reader shows `n/a`. */
const measured = {
  prompt_tokens: tokens,
  completion_tokens: tokens,
  total_tokens: tokens,
  /** Measured by us, around the call. */
  wall_elapsed_seconds: seconds,
  provider_total_duration_seconds: seconds,
  provider_load_duration_seconds: seconds,
  provider_prompt_eval_duration_seconds: seconds,
  provider_generation_duration_seconds: seconds,
  total_tokens_per_second_wall: perSecond,
  prompt_tokens_per_second_provider: perSecond,
  generation_tokens_per_second_provider: perSecond,
  total_tokens_per_second_provider: perSecond,
  /** Wall minus provider; below zero only where the two clocks disagree. */
  provider_wall_overhead_seconds: z.number().nullish(),
};

/** Totals of calls. Loose: what others add stays. */
export const UsageTotals = z.looseObject({ call_count: z.int().nonnegative(), ...measured });
export type UsageTotals = z.infer<typeof UsageTotals>;

export const UsageRecord = z.looseObject({ phase: z.string().nullish(), ...measured });
export type UsageRecord = z.infer<typeof UsageRecord>;

/** `meta.usage_ledger`: all calls, totals by phase name, each call. */
export const UsageLedger = z.looseObject({
  calls: UsageTotals,
  by_phase: z.record(z.string(), UsageTotals),
  records: z.array(UsageRecord),
});
export type UsageLedger = z.infer<typeof UsageLedger>;
