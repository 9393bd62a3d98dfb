import { z } from 'zod';
import type { AskedAt } from '../../action/domain/asked-at.ts';
import { digestOf } from '../../action/domain/digest.ts';
import { RunId, Timestamp } from '../../action/domain/ids.ts';
import { PromptRequest } from '../../action/domain/prompt-request.ts';
import { chainStart } from '../../action/domain/provenance-event.ts';
import { RunState } from '../../action/domain/run-state.ts';
import { WorkflowIntake } from '../../action/domain/workflow-intake.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';
import type { MutationCtx } from './_generated/server.js';
import { enrolledMutation, enrolledQuery, jobQuery, proposeMutation } from './builders.ts';
import type { Job } from './callers.ts';
import { exact } from './exact.ts';
import { moveRun } from './moves.ts';
import { project } from './projection.ts';
import { refusal } from './refusal.ts';
import { amend, findRun, type RunRow, write } from './rows.ts';
import { readTimeline, requestOf } from './timeline.ts';
import { thrownSwitch } from './workspaceRow.ts';

/** What the caller says of its run; everything that authorises comes from its token instead. */
const NewRun = z.strictObject({
  id: RunId,
  repositoryId: z.string(),
  targetRef: z.string(),
  trigger: z.string(),
  modelVersion: z.string(),
  createdAt: Timestamp,
});

/** `created: false`: this delivery made a run before; that run is returned unchanged. */
export const createFromIntake = enrolledMutation({
  args: { intake: WorkflowIntake, run: NewRun },
  handler: async (ctx, { intake, run }): Promise<{ run: WorkflowRun; created: boolean }> => {
    const { externalId } = intake.externalRef.repository;
    if (run.repositoryId !== ctx.job.repositoryId || `github:${externalId}` !== run.repositoryId)
      throw refusal('auth', `the token is of ${ctx.job.repositoryId}, not of ${run.repositoryId}`);
    const earlier = await runOfDelivery(ctx, run.repositoryId, intake.externalRef.deliveryId);
    if (earlier) return { run: WorkflowRun.parse(earlier.record), created: false };
    const thrown = await thrownSwitch(ctx, ctx.job.enrolment.workspaceId);
    if (thrown !== undefined) throw refusal('cancelled', `PatchPlane was stopped by ${thrown}`);
    if (await findRun(ctx, run.id))
      throw refusal('conflict', `run ${run.id} belongs to another delivery`);
    return { run: await insertRun(ctx, ctx.job, intake, run), created: true };
  },
});

/** Newest first, of the calling job's repository. */
export const listRecent = enrolledQuery({
  args: { limit: z.int().positive().max(200) },
  handler: async (ctx, { limit }): Promise<WorkflowRun[]> => {
    const rows = await ctx.db
      .query('workflowRuns')
      .withIndex('by_repository', (q) => q.eq('record.repositoryId', ctx.job.repositoryId))
      .order('desc')
      .take(limit);
    return rows.map((row) => WorkflowRun.parse(row.record));
  },
});

/** The states that a propose job may name; the others are reached by deciding and publishing. */
const ProposedState = RunState.exclude([
  'received',
  'awaiting-decision',
  'rejected',
  'publishing',
  'published',
]);

export const transition = proposeMutation({
  args: {
    to: ProposedState,
    reason: z.string().max(2_000).optional(),
    baseSha: z.string().optional(),
  },
  handler: async (ctx, { to, reason, baseSha }): Promise<WorkflowRun> => {
    if (ctx.runRow.record.state === 'publishing')
      throw refusal('conflict', 'the run is being published; only its publish job moves it now');
    if (to === 'expired') await requireExpired(ctx, ctx.runRow);
    return await moveRun(ctx, ctx.runRow, to, { reason, baseSha });
  },
});

/** Whose further attempt this run is: written once, before anything was done. */
export const recordLineage = proposeMutation({
  args: {
    parentWorkflowRunId: RunId,
    rootWorkflowRunId: RunId,
    attemptNumber: z.int().positive(),
  },
  handler: async (ctx, { parentWorkflowRunId, rootWorkflowRunId, attemptNumber }) => {
    const { record } = ctx.runRow;
    if (parentWorkflowRunId === record.id)
      throw refusal('conflict', `run ${record.id} can not follow itself`);
    const said = { parentWorkflowRunId, rootWorkflowRunId, attemptNumber };
    const lineage = await asTheLedgerKnowsIt(ctx, record, said);
    const next = WorkflowRun.parse({ ...record, ...lineage });
    if (digestOf(next) === digestOf(WorkflowRun.parse(record))) return next;
    if (record.parentWorkflowRunId !== undefined || record.state !== 'received')
      throw refusal('conflict', `run ${record.id} has begun already, without this lineage`);
    await amend(ctx, 'workflowRuns', ctx.runRow, { record: exact<RunRow['record']>(next) });
    await project(ctx, record.id);
    return next;
  },
});

type Lineage = Required<
  Pick<WorkflowRun, 'parentWorkflowRunId' | 'rootWorkflowRunId' | 'attemptNumber'>
>;

/**
 * A job that is told of one earlier run and no issue takes that run for the first. Where it was an
 * attempt itself, its family goes on: whoever asked for the first one is no stranger to this one.
 */
async function asTheLedgerKnowsIt(
  ctx: MutationCtx,
  { repositoryId }: RunRow['record'],
  said: Lineage,
): Promise<Lineage> {
  if (said.rootWorkflowRunId !== said.parentWorkflowRunId) return said;
  const parent = (await findRun(ctx, said.parentWorkflowRunId))?.record;
  if (parent?.repositoryId !== repositoryId || parent.rootWorkflowRunId === parent.id) return said;
  return {
    ...said,
    rootWorkflowRunId: parent.rootWorkflowRunId,
    attemptNumber: parent.attemptNumber + 1,
  };
}

/** Everything that the ledger knows of one run, and where it was asked for. */
export const timeline = jobQuery({
  args: {},
  handler: async (ctx) => {
    const [known, request] = await Promise.all([
      readTimeline(ctx, ctx.runRow),
      requestOf(ctx, ctx.runRow.record.promptRequestId),
    ]);
    return { ...known, asked: request && askedAt(request) };
  },
});

function askedAt({ actorId, externalRef }: PromptRequest): AskedAt | null {
  if (!externalRef) return null;
  const { issue, pullRequest, deliveryId } = externalRef;
  const issueNumber = issue?.number ?? pullRequest?.number ?? null;
  return { issueNumber, isPullRequest: pullRequest !== undefined, deliveryId, actorId };
}

async function runOfDelivery(
  ctx: MutationCtx,
  repositoryId: string,
  deliveryId: string,
): Promise<RunRow | null> {
  return await ctx.db
    .query('workflowRuns')
    .withIndex('by_delivery', (q) =>
      q.eq('record.repositoryId', repositoryId).eq('deliveryId', deliveryId),
    )
    .unique();
}

async function insertRun(
  ctx: MutationCtx,
  job: Job,
  intake: WorkflowIntake,
  run: z.infer<typeof NewRun>,
): Promise<WorkflowRun> {
  const { deliveryId } = intake.externalRef;
  const request = PromptRequest.parse({
    id: `prompt-request-${digestOf({ repositoryId: run.repositoryId, deliveryId }).slice(0, 32)}`,
    workspaceId: job.enrolment.workspaceId,
    actorId: intake.actor.id,
    traceId: intake.traceId,
    source: intake.source,
    prompt: intake.prompt,
    externalRef: intake.externalRef,
    status: 'accepted',
    createdAt: run.createdAt,
  });
  const record = WorkflowRun.parse({
    ...run,
    promptRequestId: request.id,
    workspaceId: job.enrolment.workspaceId,
    traceId: intake.traceId,
    state: 'received',
    rootWorkflowRunId: run.id,
    attemptNumber: 1,
    githubRunId: job.githubRunId,
    githubRunAttempt: job.githubRunAttempt,
    workflowRef: job.workflowRef,
  });
  await write(ctx, 'promptRequests', { record: request });
  await write(ctx, 'workflowRuns', { record, deliveryId, head: chainStart(run.id) });
  await project(ctx, run.id);
  return record;
}

async function requireExpired(ctx: MutationCtx, row: RunRow): Promise<void> {
  const pending = await ctx.db
    .query('approvalSubjects')
    .withIndex('by_run', (q) => q.eq('record.runId', row.record.id))
    .unique();
  if (!pending || Date.now() < pending.record.expiresAt)
    throw refusal('conflict', `the time to decide about run ${row.record.id} is not over`);
}
