import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import type { ReviewFinding } from '../../domain/review-finding.ts';
import type { ReviewRun } from '../../domain/review-run.ts';

export interface ReviewAnswer {
  readonly review: ReviewRun;
  readonly findings: readonly ReviewFinding[];
  /** `ai-review.json` of it, where there is one. */
  readonly payload?: string | undefined;
}

/** Contract: a reviewer can add concerns, never remove one; "unavailable" is not "passed". */
export interface ReviewService {
  /**
   * Reviews a candidate: its canonical patch, and `.ai-review.yml` of the base where there is
   * one. A reviewer that can not answer throws nothing: its run is `unavailable` and says why.
   */
  runReview(
    candidate: CandidatePatchSet,
    patch: Uint8Array,
    baseFile?: Uint8Array | undefined,
  ): Promise<ReviewRun>;
  emitFinding(
    review: ReviewRun,
    finding: Omit<ReviewFinding, 'id' | 'reviewRunId' | 'workflowRunId' | 'createdAt'>,
  ): Promise<ReviewFinding>;
  /** Ends a review; after that it takes no finding. */
  completeReview(review: ReviewRun): Promise<ReviewAnswer>;
}
