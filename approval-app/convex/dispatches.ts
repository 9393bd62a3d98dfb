import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import type { MutationCtx } from './_generated/server.js';
import { serverMutation, serverQuery } from './builders.ts';
import { askToClose } from './closings.ts';
import { type PublishTarget, targetOf } from './publishTarget.ts';
import { amend, findRun, repositoryRow, write } from './rows.ts';

const WorkflowRunId = z.string().regex(/^\d{1,20}$/);

/** Null where the run or its repository is not there, or shut out. */
export const target = serverQuery({
  args: { runId: RunId, side: z.enum(['propose', 'publish']) },
  handler: async (ctx, { runId, side }): Promise<PublishTarget | null> => {
    const run = await findRun(ctx, runId);
    return targetOf(run && (await repositoryRow(ctx, run.record.repositoryId)), side);
  },
});

/** A workflow that the server started. */
export const record = serverMutation({
  args: { runId: RunId, workflowRunId: WorkflowRunId, url: z.url({ protocol: /^https?$/ }) },
  handler: async (ctx, { runId, workflowRunId, url }): Promise<null> => {
    const existing = await ctx.db
      .query('dispatches')
      .withIndex('by_workflow_run', (q) => q.eq('workflowRunId', workflowRunId))
      .unique();
    if (existing) return null;
    const now = Date.now();
    const row = { runId, workflowRunId, url, status: 'queued', createdAt: now, updatedAt: now };
    await write(ctx, 'dispatches', row);
    return null;
  },
});

/** How far it is, in the forge's words. */
export const update = serverMutation({
  args: {
    workflowRunId: WorkflowRunId,
    status: z.string().max(50),
    conclusion: z.string().max(50).optional(),
  },
  handler: async (ctx, { workflowRunId, status, conclusion }): Promise<string | null> => {
    const row = await ctx.db
      .query('dispatches')
      .withIndex('by_workflow_run', (q) => q.eq('workflowRunId', workflowRunId))
      .unique();
    if (!row) return null;
    await amend(ctx, 'dispatches', row, {
      status,
      updatedAt: Date.now(),
      ...(conclusion === undefined ? {} : { conclusion }),
    });
    if (conclusion !== undefined && diedOf.has(conclusion)) await takeUpAgain(ctx, row.runId);
    return row.runId;
  },
});

/** What GitHub says of a job that nobody stopped on purpose: a job that is cancelled stays so. */
const diedOf: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure']);

/**
 * A publish job that died after it took the decision is followed by another, once: it goes on where
 * that one stopped. A job that ended by itself left a run that is not `publishing` any more.
 */
async function takeUpAgain(ctx: MutationCtx, runId: string): Promise<void> {
  const run = await findRun(ctx, runId);
  if (run?.record.state === 'publishing') await askToClose(ctx, run);
}
