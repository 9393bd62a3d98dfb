import type { ReviewRun } from '../../../domain/review-run.ts';
import type { Evidence, Parts, StageOutcome } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type { ReviewService } from '../../services/review-service.ts';

type Reviewed = Pick<Parts, 'request' | 'base' | 'candidate' | 'verification'>;

/**
 * What the harness observed, stated as a review, and beside it what a reviewer says where one is
 * set up. Neither can take back what the other found.
 */
export async function review(
  parts: Reviewed,
  reviewer: ReviewService | undefined,
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<StageOutcome<Pick<Parts, 'review'>>> {
  const own = observed(parts, context);
  if (!reviewer) return { add: { review: { run: own, findings: [] } }, detail: own.status };
  const { set, patch } = parts.candidate;
  const baseFile = await parts.base.trusted.readBaseFile(reviewFileName);
  const started = await reviewer.runReview(set, patch, baseFile);
  const { review: run, findings, payload } = await reviewer.completeReview(started);
  return {
    add: { review: { run: own, findings: [], asked: [{ run, findings }] } },
    evidence: payload === undefined ? [] : [payloadEvidence(payload)],
    detail: `${own.status}, ${run.reviewer}: ${run.status}, ${findings.length} findings`,
  };
}

/** Where a repository keeps rules for its reviewer; read from the base. */
const reviewFileName = '.ai-review.yml';

function payloadEvidence(payload: string): Evidence {
  return {
    kind: 'test-report',
    producer: 'review/ai-review.json',
    contentType: 'application/json',
    content: new TextEncoder().encode(payload),
    truncated: false,
  };
}

/** Without any check there is nothing to state, and "unavailable" is not "passed". */
function observed(
  { request, candidate, verification }: Reviewed,
  context: Pick<Context, 'now' | 'randomHex'>,
): ReviewRun {
  const now = context.now();
  const { status } = verification.candidate;
  return {
    id: `review-run-${context.randomHex(8)}`,
    workflowRunId: request.run.id,
    candidatePatchSetId: candidate.set.id,
    kind: 'test',
    reviewer: 'patchplane:deterministic',
    status: status === 'not-run' || status === 'error' ? 'unavailable' : status,
    summary: summaryOf(verification),
    reviewedRevision: candidate.set.resultTree,
    startedAt: now,
    completedAt: now,
    createdAt: now,
  };
}

function summaryOf({ candidate, summary }: Parts['verification']): string {
  const passed = candidate.cases.filter(({ outcome }) => outcome === 'passed').length;
  return [
    `Checks ${candidate.status}: ${passed} of ${candidate.cases.length} cases passed`,
    `${summary.newFailures.length} new failures`,
    `${summary.fixed.length} fixed`,
    `${summary.stillFailing.length} still failing`,
    `${summary.disappeared.length} disappeared`,
    `${summary.newlySkipped.length} newly skipped.`,
  ].join(', ');
}
