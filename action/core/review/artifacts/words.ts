import type { FindingsReport } from '../../../domain/ai-review.ts';
import type { UsageTotals } from '../../../domain/ai-review-usage.ts';

/** Labels of the usage table, as PatchPatrol's pages name them, in their order. */
export const usageColumns = [
  ['Calls', (usage) => usage.call_count, 0],
  ['Prompt tokens', (usage) => usage.prompt_tokens, 0],
  ['Completion tokens', (usage) => usage.completion_tokens, 0],
  ['Total tokens', (usage) => usage.total_tokens, 0],
  ['Wall time (s)', (usage) => usage.wall_elapsed_seconds, 2],
  ['Load time (s)', (usage) => usage.provider_load_duration_seconds, 2],
  ['Prompt tok/s', (usage) => usage.prompt_tokens_per_second_provider, 2],
  ['Generation tok/s', (usage) => usage.generation_tokens_per_second_provider, 2],
  ['Provider total tok/s', (usage) => usage.total_tokens_per_second_provider, 2],
  ['Wall total tok/s', (usage) => usage.total_tokens_per_second_wall, 2],
  ['Overhead (s)', (usage) => usage.provider_wall_overhead_seconds, 2],
] as const satisfies readonly (readonly [
  label: string,
  value: (usage: UsageTotals) => number | null | undefined,
  digits: number,
])[];

/** A number as people read it; `n/a` where nobody said it. */
export function shown(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? 'n/a' : value.toFixed(digits);
}

/** One row for all calls and one for each phase; empty without a ledger. */
export function usageRows({
  meta,
}: FindingsReport): readonly { readonly name: string; readonly cells: readonly string[] }[] {
  const ledger = meta.usage_ledger;
  if (!ledger) return [];
  const rows = [['all calls', ledger.calls] as const, ...Object.entries(ledger.by_phase)];
  return rows.map(([name, usage]) => ({
    name,
    cells: usageColumns.map(([, read, digits]) => shown(read(usage), digits)),
  }));
}

/** Whether a model was asked, in one sentence that nobody can take for "all is well". */
export function statusSentence({ meta, findings }: FindingsReport): string {
  if (meta.trust_gate?.status === 'blocked')
    return 'Blocked by the trust gate: the provider review did not run. No findings here does not mean that the change is clean.';
  const status = meta.provider_runtime?.status;
  if (status === 'dry-run')
    return 'Dry run: no provider was asked, the review did not run. No findings here does not mean that the change is clean.';
  if (status === 'not-run')
    return 'The provider review did not run. No findings here does not mean that the change is clean.';
  if (status === 'failed')
    return 'The provider failed: the review is not complete. No findings here does not mean that the change is clean.';
  if (status === 'fallback')
    return 'Fallback report: the model gave no valid answer for all or part of the change.';
  return findings.length === 1 ? '1 finding.' : `${findings.length} findings.`;
}
