import { z } from 'zod';
import type { Approval } from '../../action/domain/approval.ts';
import { type ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import { Sha256 } from '../../action/domain/ids.ts';
import { MergeDecision, mayAnswer } from '../../action/domain/merge-decision.ts';
import {
  isWriting,
  PublicationEvent,
  whyNotPublished,
} from '../../action/domain/publication-event.ts';
import type { WorkflowRun } from '../../action/domain/workflow-run.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { jobMutation, jobQuery, publishMutation } from './builders.ts';
import { type Job, membershipRow, requireSide } from './callers.ts';
import { countingApprovals, missingFor } from './completion.ts';
import { exact } from './exact.ts';
import { moveRun } from './moves.ts';
import { namesOf } from './ownership.ts';
import { targetOf } from './publishTarget.ts';
import { refusal } from './refusal.ts';
import { requirementOf } from './requirement.ts';
import { alreadyWritten, amend, type RunRow, write } from './rows.ts';
import { approvalsOf, decisionOf, subjectOf } from './timeline.ts';
import { noteFirst, thrownSwitch, workspaceRow } from './workspaceRow.ts';

/** `refused` is a value and not an error, so that what it moved or recorded is kept. */
export type Consumption =
  | { readonly status: 'consumed'; readonly decision: MergeDecision; readonly first: boolean }
  | { readonly status: 'refused'; readonly because: string };

/**
 * Takes the decision for this subject, once. An approved run moves to `publishing`, another to
 * `rejected`. Whoever comes later is told `first: false` and goes on where the first stopped.
 */
export const consume = publishMutation({
  args: { subjectSha256: Sha256 },
  handler: async (ctx, { subjectSha256 }): Promise<Consumption> => {
    const row = ctx.runRow;
    const runId = row.record.id;
    const subject = await subjectOf(ctx, runId);
    const decision = await decisionOf(ctx, runId);
    if (!subject || subjectDigest(subject) !== subjectSha256)
      return await refuse(ctx, 'these are not the bytes that were put to decision');
    if (decision && decision.subjectSha256 !== subjectSha256)
      return await refuse(ctx, 'the decision names other bytes');
    if (decision?.consumedAt !== undefined) return { status: 'consumed', decision, first: false };
    if (row.record.state !== 'awaiting-decision')
      return await refuse(ctx, `the run is "${row.record.state}" and awaits no decision`);
    const thrown = await thrownSwitch(ctx, row.record.workspaceId);
    if (thrown !== undefined) return await refuse(ctx, `PatchPlane was stopped by ${thrown}`);
    if (Date.now() >= subject.expiresAt) {
      await moveRun(ctx, row, 'expired', { reason: 'the approval expired before it was used' });
      return await refuse(ctx, 'the time to publish is over');
    }
    if (!decision) return await refuse(ctx, 'nobody decided');
    const because = await noLongerAllowed(ctx, row, subject, decision);
    if (because) return await refuse(ctx, because);
    return { status: 'consumed', decision: await take(ctx, row, decision), first: true };
  },
});

/**
 * Whose approvals a publish job is about to use: so that their rights can be read anew before.
 * `handles`: as which code owners, where policy wants any.
 */
export const approvers = jobQuery({
  args: {},
  handler: async (ctx) => {
    requireSide(ctx.job, 'publish');
    const { id, workspaceId } = ctx.runRow.record;
    const { codeOwnersRequired } = await requirementOf(ctx, ctx.runRow);
    const given = (await approvalsOf(ctx, id)).filter(({ answer }) => answer === 'approved');
    return {
      workspaceId,
      repository: targetOf(ctx.job.enrolment, 'publish'),
      approvers: given.map(({ actorId, handles = [] }) => ({
        actorId,
        handles: codeOwnersRequired ? handles : [],
      })),
    };
  },
});

/** A branch, commit, pull request, check or comment that was made, or is about to be. */
export const record = jobMutation({
  args: { event: PublicationEvent },
  handler: async (ctx, { event }): Promise<null> => {
    if (event.workflowRunId !== ctx.runRow.record.id)
      throw refusal('invalid-answer', 'a publication of another run');
    if (!ctx.job.sides.includes('publish') && isWriting(event))
      throw refusal('auth', `a propose job does not make a ${event.kind}`);
    const decision = await decisionOf(ctx, event.workflowRunId);
    const because = whyNotPublished(event, decision ?? undefined);
    if (because !== undefined) throw refusal('conflict', because);
    const existing = await ctx.db
      .query('publicationEvents')
      .withIndex('by_key', (q) =>
        q
          .eq('record.workflowRunId', event.workflowRunId)
          .eq('record.idempotencyKey', event.idempotencyKey),
      )
      .unique();
    if (!existing) await write(ctx, 'publicationEvents', { record: event });
    else if (existing.record.status !== 'published')
      await amend(ctx, 'publicationEvents', existing, {
        record: exact<Doc<'publicationEvents'>['record']>({ ...event, id: existing.record.id }),
      });
    else alreadyWritten(existing.record, event, `publication ${event.idempotencyKey}`);
    return null;
  },
});

/** Whether this was the first run of the workspace to be published; true of one run for ever. */
export const isFirst = jobQuery({
  args: {},
  handler: async (ctx): Promise<boolean> => {
    const { id, workspaceId } = ctx.runRow.record;
    return (await workspaceRow(ctx, workspaceId))?.firstPublishedRunId === id;
  },
});

/** Ends a publish; a run that still awaits its decision can only end unpublished. */
export const complete = publishMutation({
  args: {
    to: z.enum(['published', 'failed', 'cancelled']),
    reason: z.string().max(2_000).optional(),
  },
  handler: async (ctx, { to, reason }): Promise<WorkflowRun> => {
    const { state } = ctx.runRow.record;
    const voids = state === 'awaiting-decision' && to !== 'published';
    if (state !== 'publishing' && state !== to && !voids)
      throw refusal('conflict', `the run is "${state}" and is not being published`);
    const run = await moveRun(ctx, ctx.runRow, to, { reason });
    if (to === 'published') await noteFirst(ctx, run);
    return run;
  },
});

/** The approvers' rights are read again: one may have been taken away since. */
async function noLongerAllowed(
  ctx: MutationCtx,
  row: RunRow,
  subject: ApprovalSubject,
  decision: MergeDecision,
): Promise<string | undefined> {
  if (decision.answer !== 'approved') return undefined;
  const { workspaceId, id: runId } = row.record;
  const approvals = await approvalsOf(ctx, runId);
  const requirement = await requirementOf(ctx, row);
  const counting = await countingApprovals(ctx, workspaceId, requirement, approvals);
  const gone = (decision.approvers ?? [decision]).find(
    ({ actorId }) => !counting.some((approval) => approval.actorId === actorId),
  );
  if (gone) return `${gone.actorId} may no longer approve`;
  const unread =
    (await longUnread(ctx, workspaceId, counting)) ??
    (requirement.codeOwnersRequired ? await longUnasked(ctx, approvals) : undefined);
  if (unread !== undefined) return unread;
  const [missing] = missingFor(requirement, counting);
  if (missing !== undefined) return missing;
  const ruling = mayAnswer(decision.answer, subject.policyOutcome, decision.overrideReason);
  return ruling.allowed ? undefined : ruling.because;
}

const readWithinMs = 10 * 60_000;

/** Rights that nobody asked the identity provider about for this long are a memory of rights. */
async function longUnread(
  ctx: QueryCtx,
  workspaceId: string,
  approvals: readonly Approval[],
): Promise<string | undefined> {
  for (const { actorId } of approvals) {
    const row = await membershipRow(ctx, workspaceId, actorId);
    if (row && Date.now() - (row.syncedAt ?? 0) > readWithinMs)
      return `whether ${actorId} still may approve was not asked for more than 10 minutes; the approval app does when the job that has its address asks it`;
  }
  return undefined;
}

/** The same of who is whom in CODEOWNERS: teams change without the identity provider. */
async function longUnasked(
  ctx: QueryCtx,
  approvals: readonly Approval[],
): Promise<string | undefined> {
  for (const approval of approvals) {
    if (approval.answer !== 'approved' || !approval.handles?.length) continue;
    const { readAt } = await namesOf(ctx, approval);
    if (Date.now() - readAt > readWithinMs)
      return `whether ${approval.actorId} is still a code owner was not asked for more than 10 minutes; the approval app does when the job that has its address asks it`;
  }
  return undefined;
}

/** Uses the decision up, moves the run and keeps who took it: all of it, or nothing. */
async function take(ctx: Consuming, row: RunRow, decision: MergeDecision): Promise<MergeDecision> {
  const stored = await ctx.db
    .query('mergeDecisions')
    .withIndex('by_run', (q) => q.eq('record.workflowRunId', row.record.id))
    .unique();
  if (!stored) throw refusal('conflict', 'nobody decided');
  const consumed = MergeDecision.parse({ ...decision, consumedAt: Date.now() });
  await amend(ctx, 'mergeDecisions', stored, {
    record: exact<Doc<'mergeDecisions'>['record']>(consumed),
  });
  if (decision.answer === 'approved') await moveRun(ctx, row, 'publishing');
  else await moveRun(ctx, row, 'rejected', { reason: `decision: ${decision.answer}` });
  await tell(ctx, 'recorded', `${decision.answer} by ${decision.actorId}`);
  return consumed;
}

type Consuming = MutationCtx & { readonly job: Job; readonly runRow: RunRow };

async function refuse(ctx: Consuming, because: string): Promise<Consumption> {
  await tell(ctx, 'refused', because);
  return { status: 'refused', because };
}

async function tell(
  { job, runRow: { record }, ...ctx }: Consuming,
  outcome: 'recorded' | 'refused',
  detail: string,
): Promise<void> {
  const { workspaceId, id: runId } = record;
  const actorId = `github-app:run-${job.githubRunId}`;
  await audit(ctx, { workspaceId, runId, actorId, action: 'consume', outcome, detail });
}
