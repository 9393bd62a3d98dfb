import { z } from 'zod';
import { type ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import { digestOf } from '../../action/domain/digest.ts';
import { RunId, Sha256 } from '../../action/domain/ids.ts';
import { DecisionAnswer, MergeDecision, mayAnswer } from '../../action/domain/merge-decision.ts';
import type { MutationCtx } from './_generated/server.js';
import { personMutation } from './builders.ts';
import { holds, type Person } from './callers.ts';
import { findRun, moveRun, type RunRow, write } from './rows.ts';
import { decisionOf, subjectOf } from './timeline.ts';

/** `refused` is a value and not an error, so that the audit entry of the attempt is kept. */
export type DecisionOutcome =
  | { readonly status: 'recorded'; readonly decision: MergeDecision }
  | { readonly status: 'refused'; readonly because: string };

const Answer = {
  runId: RunId,
  subjectSha256: Sha256,
  answer: DecisionAnswer,
  comment: z.string().max(4_000),
  overrideReason: z.string().trim().min(1).max(4_000).optional(),
};
type Answer = z.infer<z.ZodObject<typeof Answer>>;

/**
 * A person's answer about exactly these bytes. The first decision stands: the same one again
 * gets the same reply, another is refused. Nothing moves until the publish job takes it.
 */
export const decide = personMutation({
  args: Answer,
  handler: async (ctx, answer): Promise<DecisionOutcome> => {
    const { person } = ctx;
    const row = await findRun(ctx, answer.runId);
    if (!row) return refused(unknownRun);
    const earlier = await decisionOf(ctx, answer.runId);
    const because =
      (await refusalOf(ctx, row, person, answer)) ?? conflictWith(earlier, person, answer);
    if (because !== undefined) {
      await audit(ctx, row, person.actorId, 'refused', `${answer.answer}: ${because}`);
      return refused(because);
    }
    if (earlier) return { status: 'recorded', decision: earlier };
    return { status: 'recorded', decision: await record(ctx, row, person, answer) };
  },
});

/** One sentence for strangers, whether the run is there or not. */
export const unknownRun = 'there is no such run in your workspace';

function refused(because: string): DecisionOutcome {
  return { status: 'refused', because };
}

async function refusalOf(
  ctx: MutationCtx,
  row: RunRow,
  person: Person,
  answer: Answer,
): Promise<string | undefined> {
  const { workspaceId, state } = row.record;
  if (person.workspaceId !== workspaceId) return unknownRun;
  if (!(await holds(ctx, workspaceId, person.actorId, 'workspace:view'))) return unknownRun;
  const permission = answer.answer === 'approved' ? 'decision:approve' : 'decision:reject';
  if (!(await holds(ctx, workspaceId, person.actorId, permission)))
    return `you do not hold the permission ${permission}`;
  const subject = await subjectOf(ctx, row.record.id);
  if (!subject) return 'nobody was asked to decide about this run';
  if (subjectDigest(subject) !== answer.subjectSha256)
    return 'the decision names other bytes than those that were put to decision';
  if (state !== 'awaiting-decision') return `the run is "${state}" and awaits no decision`;
  return (await expiry(ctx, row, subject)) ?? ruling(subject, answer);
}

async function expiry(
  ctx: MutationCtx,
  row: RunRow,
  subject: ApprovalSubject,
): Promise<string | undefined> {
  if (Date.now() < subject.expiresAt) return undefined;
  await moveRun(ctx, row, 'expired', { reason: 'nobody decided in time' });
  return 'the time to decide is over';
}

function ruling(subject: ApprovalSubject, answer: Answer): string | undefined {
  const answered = mayAnswer(answer.answer, subject.policyOutcome, answer.overrideReason);
  return answered.allowed ? undefined : answered.because;
}

function conflictWith(
  earlier: MergeDecision | null,
  person: Person,
  answer: Answer,
): string | undefined {
  if (!earlier) return undefined;
  const same =
    earlier.actorId === person.actorId &&
    earlier.answer === answer.answer &&
    earlier.comment === answer.comment &&
    earlier.overrideReason === answer.overrideReason;
  return same ? undefined : `${earlier.actorId} decided already: ${earlier.answer}`;
}

async function record(
  ctx: MutationCtx,
  row: RunRow,
  person: Person,
  answer: Answer,
): Promise<MergeDecision> {
  const { runId, ...said } = answer;
  const decision = MergeDecision.parse({
    ...said,
    id: `decision-${digestOf({ runId, subjectSha256: said.subjectSha256 }).slice(0, 32)}`,
    workflowRunId: runId,
    actorId: person.actorId,
    decidedAt: Date.now(),
  });
  await write(ctx, 'mergeDecisions', { record: decision });
  await audit(ctx, row, person.actorId, 'recorded', answer.answer);
  return decision;
}

async function audit(
  ctx: MutationCtx,
  row: RunRow,
  actorId: string,
  outcome: 'recorded' | 'refused',
  detail: string,
): Promise<void> {
  await write(ctx, 'auditEntries', {
    workspaceId: row.record.workspaceId,
    runId: row.record.id,
    actorId,
    action: 'decide',
    outcome,
    detail,
    at: Date.now(),
  });
}
