import type { QueryCtx } from './_generated/server.js';

/** How many runtime events a run has: positions have no gaps, so the last one tells. */
export async function runtimeTotal(ctx: QueryCtx, runId: string): Promise<number> {
  const last = await ctx.db
    .query('runtimeEvents')
    .withIndex('by_position', (q) => q.eq('record.workflowRunId', runId))
    .order('desc')
    .first();
  return last?.position === undefined ? 0 : last.position + 1;
}
