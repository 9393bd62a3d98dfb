import type { ReviewRun } from '../../../domain/review-run.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { Context } from '../../context.ts';

/**
 * The review that needs no reviewer: what the harness observed, stated as a review. Without any
 * check there is nothing to state, and "unavailable" is not "passed".
 */
export async function review(
  {
    request,
    candidate,
    verification,
  }: Pick<Parts, 'request' | 'base' | 'candidate' | 'verification'>,
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<StageOutcome<Pick<Parts, 'review'>>> {
  const now = context.now();
  const { status } = verification.candidate;
  const run: ReviewRun = {
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
  return { add: { review: { run, findings: [] } }, detail: run.status };
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
