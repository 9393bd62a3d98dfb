import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import type { Doc } from './_generated/dataModel.js';
import { internalMutation, type MutationCtx, type QueryCtx } from './_generated/server.js';
import { serverMutation, serverQuery } from './builders.ts';
import { appendSystemEvent } from './chainEvent.ts';
import { moveRun } from './moves.ts';
import { type PublishTarget, targetOf } from './publishTarget.ts';
import { amend, findRun, type RunRow, repositoryRow, write } from './rows.ts';

/**
 * Runs that ended without a job of their own at work: voided by a switch, expired, or left behind
 * by a runner that died. On the forge their check is still in progress, and only the App that made
 * a check may end it: that of the jobs. So the server starts the publish workflow for each; it finds
 * the run ended, and says so.
 */

const minute = 60_000;
/** Longer than a job may take; then GitHub is asked what became of it. */
const silentMs = 3 * 60 * minute;
const mostAttempts = 8;

/** Call it in the transaction that ends a run from outside. */
export async function askToClose(ctx: MutationCtx, { record }: RunRow): Promise<void> {
  if (await closingOf(ctx, record.id)) return;
  const now = Date.now();
  await write(ctx, 'closings', {
    ...{ runId: record.id, repositoryId: record.repositoryId, status: 'due' as const },
    ...{ attempts: 0, notBefore: now, createdAt: now },
  });
}

/** Hands out what is to be closed now; nobody else gets it for some minutes. */
export const take = serverMutation({
  args: { limit: z.int().min(1).max(50) },
  handler: async (ctx, { limit }): Promise<{ runId: string; target: PublishTarget }[]> => {
    const now = Date.now();
    const due = await ctx.db
      .query('closings')
      .withIndex('by_turn', (q) => q.eq('status', 'due').lte('notBefore', now))
      .take(limit);
    const taken: { runId: string; target: PublishTarget }[] = [];
    for (const row of due) {
      const target = targetOf(await repositoryRow(ctx, row.repositoryId), 'publish');
      const attempts = row.attempts + 1;
      // Later and later: a repository that was shut out may be let in again.
      const notBefore = now + 5 * minute * 2 ** attempts;
      const status = attempts >= mostAttempts ? ('given-up' as const) : ('due' as const);
      await amend(ctx, 'closings', row, { attempts, notBefore, status });
      if (target) taken.push({ runId: row.runId, target });
    }
    return taken;
  },
});

/** The forge started the job that closes it. */
export const started = serverMutation({
  args: { runId: RunId },
  handler: async (ctx, { runId }): Promise<null> => {
    const row = await closingOf(ctx, runId);
    if (row) await amend(ctx, 'closings', row, { status: 'done' });
    return null;
  },
});

/** Runs of which nothing was heard for hours, with the job that should be at work on them. */
export const silent = serverQuery({
  args: { limit: z.int().min(1).max(50) },
  handler: async (ctx, { limit }) => {
    const found: { runId: string; githubRunId: string; target: PublishTarget }[] = [];
    for (const state of atWork) {
      for (const { record } of await silentIn(ctx, state, limit)) {
        const target = targetOf(await repositoryRow(ctx, record.repositoryId), 'publish');
        const { id: runId, githubRunId } = record;
        if (target && githubRunId !== undefined) found.push({ runId, githubRunId, target });
      }
    }
    return found.slice(0, limit);
  },
});

/** States in which a propose job has to be alive. */
const atWork = ['received', 'provisioning', 'running', 'verifying', 'evaluating'] as const;

/** A job is over, by the forge's word: what it left under way has failed. Answers with how many. */
export const jobEnded = serverMutation({
  args: { githubRunId: z.string().regex(/^\d{1,20}$/) },
  handler: async (ctx, { githubRunId }): Promise<number> => {
    const rows = await ctx.db
      .query('workflowRuns')
      .withIndex('by_job', (q) => q.eq('record.githubRunId', githubRunId))
      .take(20);
    const left = rows.filter(({ record }) => atWork.some((state) => state === record.state));
    for (const { record } of left) await endLost(ctx, record.id, jobIsOver);
    return left.length;
  },
});

/**
 * Ends what was at work for hours in a repository that is shut out: its job is let in nowhere, and
 * GitHub may not be asked about it any more. Run by a cron.
 */
export const endShutOut = internalMutation({
  handler: async (ctx): Promise<number> => {
    let ended = 0;
    for (const state of atWork) {
      for (const { record } of await silentIn(ctx, state, endedAtOnce)) {
        if ((await repositoryRow(ctx, record.repositoryId))?.active) continue;
        await endLost(ctx, record.id, wasShutOut);
        ended += 1;
      }
    }
    return ended;
  },
});

const jobIsOver = 'Its job ended without closing it: the runner was lost, or ran out of time.';
const wasShutOut = 'Its repository was shut out while its job was at work, which did not end it.';
const endedAtOnce = 50;

async function endLost(ctx: MutationCtx, runId: string, reason: string): Promise<void> {
  await appendSystemEvent(ctx, runId, {
    type: 'run.lost',
    operation: 'end what a lost runner left',
    status: 'failed',
    summary: reason,
  });
  const row = await findRun(ctx, runId);
  if (!row) return;
  await moveRun(ctx, row, 'failed', { reason });
  await askToClose(ctx, row);
}

async function silentIn(
  ctx: QueryCtx,
  state: (typeof atWork)[number],
  most: number,
): Promise<RunRow[]> {
  return await ctx.db
    .query('workflowRuns')
    .withIndex('by_age', (q) =>
      q.eq('record.state', state).lt('record.createdAt', Date.now() - silentMs),
    )
    .take(most);
}

async function closingOf(ctx: QueryCtx, runId: string): Promise<Doc<'closings'> | null> {
  return await ctx.db
    .query('closings')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .unique();
}
