import { ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import type { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { mayAnswer } from '../../action/domain/merge-decision.ts';
import { isWholeVerdict, type PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import type { MutationCtx } from './_generated/server.js';
import { proposeMutation } from './builders.ts';
import { moveRun } from './moves.ts';
import { refusal } from './refusal.ts';
import { alreadyWritten, type RunRow, write } from './rows.ts';
import { candidateOf, subjectOf, verdictOf } from './timeline.ts';

/** Asks for a decision on this subject, once, and moves the run to `awaiting-decision`. */
export const request = proposeMutation({
  args: { subject: ApprovalSubject },
  handler: async (ctx, { subject }): Promise<null> => {
    const row = ctx.runRow;
    const existing = await subjectOf(ctx, row.record.id);
    if (alreadyWritten(existing ?? undefined, subject, 'the approval subject of this run'))
      return null;
    await requireTruthful(ctx, row, subject);
    await write(ctx, 'approvalSubjects', {
      subjectSha256: subjectDigest(subject),
      record: subject,
      open: true,
    });
    await moveRun(ctx, row, 'awaiting-decision');
    return null;
  },
});

/** A subject may only say what the ledger holds already: people decide on recorded facts. */
async function requireTruthful(
  ctx: MutationCtx,
  row: RunRow,
  subject: ApprovalSubject,
): Promise<void> {
  const { id: runId, repositoryId, targetRef } = row.record;
  const because =
    (subject.runId !== runId && 'names another run') ||
    (subject.repositoryId !== repositoryId && 'names another repository') ||
    (subject.targetRef !== targetRef && 'names another branch') ||
    (subject.expiresAt <= Date.now() && 'has expired') ||
    differsFromCandidate(subject, await candidateOf(ctx, runId)) ||
    differsFromVerdict(subject, await verdictOf(ctx, runId)) ||
    (!(await holdsHead(ctx, runId, subject.provenanceHead)) &&
      'names a provenance head that is not in the ledger');
  if (because) throw refusal('conflict', `the approval subject of ${runId} ${because}`);
}

function differsFromCandidate(
  subject: ApprovalSubject,
  candidate: CandidatePatchSet | null,
): string | false {
  if (!candidate) return 'has no candidate';
  const same =
    subject.baseCommit === candidate.baseSha &&
    subject.baseTree === candidate.baseTree &&
    subject.patchSha256 === candidate.patchSha256 &&
    subject.resultTree === candidate.resultTree;
  return same ? false : 'names other bytes than the candidate';
}

function differsFromVerdict(
  subject: ApprovalSubject,
  verdict: PolicyVerdict | null,
): string | false {
  if (!verdict) return 'has no policy verdict';
  if (!isWholeVerdict(verdict)) return 'rests on a verdict that asks for other approvals';
  if (subject.policyDigest !== verdict.digest || subject.policyOutcome !== verdict.outcome)
    return 'names another policy verdict';
  // Asking is pointless where no answer, not even an overriding one, could approve.
  const ruling = mayAnswer('approved', verdict.outcome, 'any reason');
  return ruling.allowed ? false : `can not be decided: ${ruling.because}`;
}

async function holdsHead(ctx: MutationCtx, runId: string, head: string): Promise<boolean> {
  const event = await ctx.db
    .query('provenanceEvents')
    .withIndex('by_hash', (q) => q.eq('record.workflowRunId', runId).eq('record.hash', head))
    .unique();
  return event !== null;
}
