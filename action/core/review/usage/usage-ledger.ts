import type { UsageLedger, UsageRecord, UsageTotals } from '../../../domain/ai-review-usage.ts';
import type { ReviewReply } from '../../services/review-model.ts';

/** What is added up, as it stands in the artifacts. */
const sumKeys = [
  'prompt_tokens',
  'completion_tokens',
  'total_tokens',
  'wall_elapsed_seconds',
  'provider_total_duration_seconds',
  'provider_load_duration_seconds',
  'provider_prompt_eval_duration_seconds',
  'provider_generation_duration_seconds',
] as const;

type Measured = { readonly [Key in (typeof sumKeys)[number]]?: number };

/** Tokens by time. A rate of several calls is of those alone that said both. */
const rates = [
  ['total_tokens_per_second_wall', 'total_tokens', 'wall_elapsed_seconds'],
  ['prompt_tokens_per_second_provider', 'prompt_tokens', 'provider_prompt_eval_duration_seconds'],
  [
    'generation_tokens_per_second_provider',
    'completion_tokens',
    'provider_generation_duration_seconds',
  ],
  ['total_tokens_per_second_provider', 'total_tokens', 'provider_total_duration_seconds'],
] as const;

export interface LedgerCall {
  readonly phase: string;
  readonly measured: Measured;
}

/** What one answered call used. */
export function callOf(
  phase: string,
  { tokens, timings, wallSeconds }: Pick<ReviewReply, 'tokens' | 'timings' | 'wallSeconds'>,
): LedgerCall {
  const { prompt, completion } = tokens;
  const both = prompt === undefined || completion === undefined ? undefined : prompt + completion;
  const said = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: tokens.total ?? both,
    wall_elapsed_seconds: wallSeconds,
    provider_total_duration_seconds: timings.totalSeconds,
    provider_load_duration_seconds: timings.loadSeconds,
    provider_prompt_eval_duration_seconds: timings.promptEvalSeconds,
    provider_generation_duration_seconds: timings.generationSeconds,
  };
  return { phase, measured: withoutUndefined(said) };
}

/** `meta.usage_ledger`: all calls, by phase, one by one. Without a call all tokens are zero. */
export function usageLedger(calls: readonly LedgerCall[]): UsageLedger {
  const phases = [...new Set(calls.map(({ phase }) => phase))];
  return {
    calls: totalsOf(calls),
    by_phase: Object.fromEntries(
      phases.map((phase) => [phase, totalsOf(calls.filter((call) => call.phase === phase))]),
    ),
    records: calls.map(recordOf),
  };
}

function recordOf(call: LedgerCall): UsageRecord {
  return { phase: call.phase, ...call.measured, ...derived([call]) };
}

function totalsOf(calls: readonly LedgerCall[]): UsageTotals {
  if (calls.length === 0)
    return { call_count: 0, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  const summed = sumKeys.map((key) => [key, sumOf(calls, key)] as const);
  return {
    call_count: calls.length,
    ...withoutUndefined(Object.fromEntries(summed)),
    ...derived(calls),
  };
}

/** Undefined where no call said it. */
function sumOf(calls: readonly LedgerCall[], key: keyof Measured): number | undefined {
  const said = calls.flatMap(({ measured }) => measured[key] ?? []);
  return said.length === 0 ? undefined : said.reduce((sum, value) => sum + value, 0);
}

function derived(calls: readonly LedgerCall[]): Readonly<Record<string, number>> {
  const found = rates.map(([name, tokens, time]) => {
    const timed = saying(calls, tokens, time);
    const seconds = sumOf(timed, time);
    const rate = seconds ? (sumOf(timed, tokens) ?? 0) / seconds : undefined;
    return [name, rate] as const;
  });
  const both = saying(calls, 'wall_elapsed_seconds', 'provider_total_duration_seconds');
  const wall = sumOf(both, 'wall_elapsed_seconds');
  const provider = sumOf(both, 'provider_total_duration_seconds');
  const overhead = wall === undefined || provider === undefined ? undefined : wall - provider;
  return withoutUndefined({
    ...Object.fromEntries(found),
    provider_wall_overhead_seconds: overhead,
  });
}

function saying(
  calls: readonly LedgerCall[],
  ...keys: readonly (keyof Measured)[]
): readonly LedgerCall[] {
  return calls.filter(({ measured }) => keys.every((key) => measured[key] !== undefined));
}

function withoutUndefined(
  values: Readonly<Record<string, number | undefined>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || !Number.isFinite(value) ? [] : [[key, value]],
    ),
  );
}
