import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import type { ReviewFinding } from '../../domain/review-finding.ts';
import type { ReviewRun } from '../../domain/review-run.ts';

/** Contract: a reviewer can add concerns, never remove one; "unavailable" is not "passed". */
export interface ReviewService {
  runReview(candidate: CandidatePatchSet, patch: Uint8Array): Promise<ReviewRun>;
  emitFinding(
    review: ReviewRun,
    finding: Omit<ReviewFinding, 'id' | 'reviewRunId' | 'workflowRunId' | 'createdAt'>,
  ): Promise<ReviewFinding>;
  completeReview(
    review: ReviewRun,
  ): Promise<{ review: ReviewRun; findings: readonly ReviewFinding[] }>;
}
