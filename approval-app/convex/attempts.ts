import type { Attempt } from '../contract/run-view.ts';
import type { QueryCtx } from './_generated/server.js';
import type { RunRow } from './rows.ts';
import { approvalsOf, candidateOf } from './timeline.ts';

/** More attempts than this of one request are not shown. */
const mostAttempts = 50;

/** All attempts of one request, oldest first. */
export async function attemptsOf(ctx: QueryCtx, row: RunRow): Promise<Attempt[]> {
  const rows = await ctx.db
    .query('workflowRuns')
    .withIndex('by_root', (q) => q.eq('record.rootWorkflowRunId', row.record.rootWorkflowRunId))
    .take(mostAttempts);
  return await Promise.all(
    rows
      .filter(({ record }) => record.workspaceId === row.record.workspaceId)
      .map(async ({ record: { id, attemptNumber, state } }) => ({
        runId: id,
        attempt: attemptNumber,
        state,
        patchSha256: (await candidateOf(ctx, id))?.patchSha256 ?? null,
        answers: (await approvalsOf(ctx, id)).map(({ actorId, answer }) => ({ actorId, answer })),
      })),
  );
}
