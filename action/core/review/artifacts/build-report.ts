import { FindingsReport } from '../../../domain/ai-review.ts';
import type { AiReviewLimits } from '../../../domain/ai-review-meta.ts';
import type { UsageLedger } from '../../../domain/ai-review-usage.ts';
import type { FeedbackOutcome, Known } from '../known.ts';
import type { StructuredCall } from '../provider-review.ts';
import { isPartial } from '../scope/review-scope.ts';
import { usageLedger } from '../usage/usage-ledger.ts';

/** Names of files that are listed as left out; more are counted only. */
const mostNamed = 200;

/**
 * The payload that every artifact is rendered from, validated. `now` is in milliseconds since
 * the epoch. A value that does not fit the schema is a bug of ours and throws.
 */
export function buildReport(known: Known, now: number): FindingsReport {
  const { settings, comparison, files, provider, overview } = known;
  const sum = (key: 'insertions' | 'deletions') => files.reduce((all, file) => all + file[key], 0);
  const ledger = usageLedger(provider.calls);
  return FindingsReport.parse({
    meta: {
      model: settings.provider.model,
      base_sha: comparison.baseSha,
      head_sha: comparison.headSha,
      generated_at: new Date(now).toISOString(),
      diff_stats: {
        files: files.length,
        insertions: sum('insertions'),
        deletions: sum('deletions'),
      },
      limits: limitsOf(known),
      mode: comparison.mode,
      dry_run: settings.dryRun,
      coverage: coverageOf(known),
      ...(known.trustGate ? { trust_gate: known.trustGate } : {}),
      ...(known.semantic ? { semantic_precheck: known.semantic } : {}),
      ...(known.security ? { security_precheck: known.security } : {}),
      ...(overview ? { repository_overview: overview } : {}),
      provider_runtime: runtimeOf(known),
      feedback: feedbackOf(settings.feedbackMode, known.delivery),
      usage_ledger: ledger,
      ...(settings.performanceDiagnostics
        ? { performance_diagnostics: diagnosticsOf(ledger, known.stageSeconds) }
        : {}),
    },
    summary: provider.summary,
    findings: provider.findings,
  });
}

/** Whether everything that can be reviewed was. */
export function isPartialReview({ scope, provider, settings }: Known): boolean {
  if (settings.dryRun || provider.status === 'nothing-to-review') return false;
  return provider.status !== 'completed' || isPartial(scope?.omitted ?? []);
}

/** The same, of a payload. */
export function isPartialReport({ meta }: FindingsReport): boolean {
  const { status } = meta.provider_runtime ?? {};
  if (status === 'nothing-to-review') return false;
  return status !== 'completed' || (meta.limits['coverage_status'] ?? 'full') !== 'full';
}

function limitsOf(known: Known): AiReviewLimits {
  const { settings, scope, provider } = known;
  const { limits } = settings;
  return {
    max_files: limits.maxFiles,
    max_diff_bytes: limits.maxDiffBytes,
    max_file_diff_bytes: limits.maxFileBytes,
    max_chunk_bytes: limits.chunkBytes,
    max_chunks: limits.maxChunks,
    timeout_seconds: settings.provider.timeoutSeconds,
    ...(scope
      ? {
          diff_bytes: scope.bytes,
          files_in_scope_count: scope.files.length,
          files_excluded_count: scope.excludedCount,
          files_omitted_count: scope.omitted.length,
          omission_reason_codes: [...new Set(scope.omitted.map(({ reason }) => reason))].sort(),
          chunk_count: scope.chunks.length,
          chunks_reviewed_count: provider.chunksReviewed,
          chunks_without_valid_answer_count: provider.fallbackChunks,
        }
      : {}),
    ...known.evidenceCounters,
    ...structuredCounters(provider.structured),
    findings_outside_diff_dropped_count: provider.droppedCount,
    coverage_status: isPartialReview(known) ? 'partial' : 'full',
  };
}

function structuredCounters(calls: readonly StructuredCall[]): AiReviewLimits {
  if (calls.length === 0) return {};
  const distinct = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    structured_output_review_call_count: calls.length,
    structured_output_requested_modes: distinct(calls.map(({ requested }) => requested)),
    structured_output_effective_modes: distinct(calls.map(({ effective }) => effective)),
    structured_output_fallback_count: calls.filter(
      ({ requested, effective }) => requested !== effective,
    ).length,
    structured_output_reason_codes: distinct(calls.flatMap(({ reason }) => reason ?? [])),
  };
}

function coverageOf(known: Known) {
  const omitted = known.scope?.omitted ?? [];
  return {
    status: isPartialReview(known) ? 'partial' : 'full',
    omitted: omitted.slice(0, mostNamed),
    omitted_count: omitted.length,
  };
}

function runtimeOf({ settings, provider }: Known) {
  const { provider: name, model, endpoint } = settings.provider;
  return {
    provider: name,
    model,
    ...(endpoint === '' ? {} : { base_url: endpoint }),
    status: provider.status,
    ...(provider.reasonCode === undefined ? {} : { reason_code: provider.reasonCode }),
    retry_count: provider.retries,
  };
}

function feedbackOf(mode: string, delivery: FeedbackOutcome | undefined) {
  if (!delivery) return { mode };
  if (delivery.status === 'pending') return { mode, delivery: { status: 'pending' } };
  if (delivery.status !== 'delivered')
    return { mode, delivery: { status: delivery.status, reason_code: delivery.reasonCode } };
  return {
    mode,
    delivery: {
      status: delivery.status,
      summary: delivery.summary,
      line_comments_delivered_count: delivery.lineCommentsDelivered,
      line_comments_kept_count: delivery.lineCommentsKept,
      line_comments_skipped_count: delivery.lineCommentsSkipped,
      stale_removed_count: delivery.staleRemoved,
      ...(delivery.url === undefined ? {} : { url: delivery.url }),
    },
  };
}

/** The ledger's totals once more, tokens and rates here, durations there. */
function diagnosticsOf({ calls }: UsageLedger, stages: Readonly<Record<string, number>>) {
  const isTime = (key: string) => key.endsWith('_seconds');
  const entries = Object.entries(calls);
  return {
    observed: {
      token_usage: Object.fromEntries(entries.filter(([key]) => !isTime(key))),
      elapsed_seconds: Object.fromEntries(entries.filter(([key]) => isTime(key))),
      stage_seconds: stages,
    },
  };
}
