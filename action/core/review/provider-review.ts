import type { AiReviewSummary } from '../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../domain/ai-review-finding.ts';
import type { StructuredMode } from '../services/review-model.ts';
import type { LedgerCall } from './usage/usage-ledger.ts';

/** What became of the model's part; see `meta.provider_runtime.status`. */
export type ProviderStatus =
  | 'completed'
  /** At least one part of the change got no valid answer. */
  | 'fallback'
  | 'failed'
  | 'blocked'
  | 'dry-run'
  | 'nothing-to-review'
  | 'not-run';

export interface StructuredCall {
  readonly requested: StructuredMode;
  readonly effective: StructuredMode;
  readonly reason?: string | undefined;
}

/** Everything that asking the provider taught us; there is always one, also without a call. */
export interface ProviderReview {
  readonly status: ProviderStatus;
  readonly reasonCode?: string | undefined;
  /** For a person, where something went wrong. */
  readonly tell?: string | undefined;
  readonly summary: AiReviewSummary;
  readonly findings: readonly AiReviewFinding[];
  readonly droppedCount: number;
  readonly chunksReviewed: number;
  readonly fallbackChunks: number;
  readonly calls: readonly LedgerCall[];
  readonly structured: readonly StructuredCall[];
  readonly retries: number;
}

/** A review in which nobody was asked. */
export function unasked(
  status: ProviderStatus,
  reasonCode: string | undefined,
  topIssue?: string,
): ProviderReview {
  return {
    status,
    reasonCode,
    summary: {
      // Nobody looked: low would say that somebody did.
      overall_risk: status === 'nothing-to-review' ? 'low' : 'medium',
      top_issues: topIssue === undefined ? [] : [topIssue],
    },
    findings: [],
    droppedCount: 0,
    chunksReviewed: 0,
    fallbackChunks: 0,
    calls: [],
    structured: [],
    retries: 0,
  };
}
