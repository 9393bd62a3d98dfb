import { ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import { whyNotAsked } from '../../action/domain/subject-truth.ts';
import type { MutationCtx } from './_generated/server.js';
import { proposeMutation } from './builders.ts';
import { moveRun } from './moves.ts';
import { refusal } from './refusal.ts';
import { alreadyWritten, type RunRow, write } from './rows.ts';
import { candidateOf, subjectOf, verdictOf } from './timeline.ts';
import { thrownSwitch } from './workspaceRow.ts';

/** Asks for a decision on this subject, once, and moves the run to `awaiting-decision`. */
export const request = proposeMutation({
  args: { subject: ApprovalSubject },
  handler: async (ctx, { subject }): Promise<null> => {
    const row = ctx.runRow;
    const existing = await subjectOf(ctx, row.record.id);
    if (alreadyWritten(existing ?? undefined, subject, 'the approval subject of this run'))
      return null;
    // What is asked while everything stands would wait for whoever lifts the switch.
    const thrown = await thrownSwitch(ctx, row.record.workspaceId);
    if (thrown !== undefined) throw refusal('cancelled', `PatchPlane was stopped by ${thrown}`);
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

async function requireTruthful(
  ctx: MutationCtx,
  { record: run }: RunRow,
  subject: ApprovalSubject,
): Promise<void> {
  const because =
    whyNotAsked(subject, {
      run,
      candidate: await candidateOf(ctx, run.id),
      verdict: await verdictOf(ctx, run.id),
      holdsHead: await holdsHead(ctx, run.id, subject.provenanceHead),
      now: Date.now(),
    }) ?? ((await isUsed(ctx, subject.nonce)) ? 'names a nonce that was used before' : undefined);
  if (because) throw refusal('conflict', `the approval subject of ${run.id} ${because}`);
}

async function holdsHead(ctx: MutationCtx, runId: string, head: string): Promise<boolean> {
  const event = await ctx.db
    .query('provenanceEvents')
    .withIndex('by_hash', (q) => q.eq('record.workflowRunId', runId).eq('record.hash', head))
    .unique();
  return event !== null;
}

/** A nonce makes one question, in whichever run; it is used up by being asked under. */
async function isUsed(ctx: MutationCtx, nonce: string): Promise<boolean> {
  const asked = await ctx.db
    .query('approvalSubjects')
    .withIndex('by_nonce', (q) => q.eq('record.nonce', nonce))
    .first();
  return asked !== null;
}
