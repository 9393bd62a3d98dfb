import type { FindingsReport } from '../../domain/ai-review.ts';
import type { AiReviewLimits } from '../../domain/ai-review-meta.ts';
import type { Comparison } from '../services/change-source.ts';
import type { Delivery } from '../services/review-feedback.ts';
import type { RepositoryOverview } from './overview/repository-overview.ts';
import type { ChangedFile } from './plan/changed-file.ts';
import type { ProviderReview } from './provider-review.ts';
import type { ReviewScope } from './scope/review-scope.ts';
import type { ReviewSettings } from './settings/review-settings.ts';

/** What a review knows when its artifacts are written; parts that it did not come to are undefined. */
export interface Known {
  readonly settings: ReviewSettings;
  readonly comparison: Comparison;
  readonly files: readonly ChangedFile[];
  readonly scope?: ReviewScope | undefined;
  readonly trustGate?: FindingsReport['meta']['trust_gate'];
  readonly semantic?: FindingsReport['meta']['semantic_precheck'];
  readonly security?: FindingsReport['meta']['security_precheck'];
  readonly overview?: RepositoryOverview | undefined;
  readonly evidenceCounters?: AiReviewLimits | undefined;
  readonly provider: ProviderReview;
  readonly delivery?: FeedbackOutcome | undefined;
  /** Seconds by stage. */
  readonly stageSeconds: Readonly<Record<string, number>>;
}

/** `meta.feedback.delivery`. */
export type FeedbackOutcome =
  | ({ readonly status: 'delivered' } & Delivery)
  | { readonly status: 'pending' }
  | { readonly status: 'skipped' | 'failed'; readonly reasonCode: string };
