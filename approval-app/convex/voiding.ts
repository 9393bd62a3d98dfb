import { z } from 'zod';
import { internal } from './_generated/api.js';
import { internalMutation, type MutationCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { appendSystemEvent } from './chainEvent.ts';
import { askToClose } from './closings.ts';
import { moveRun } from './moves.ts';
import { findRun } from './rows.ts';

/** Voided in one transaction; more of them in the ones that follow at once. */
const voidedAtOnce = 50;

const Voiding = z.strictObject({
  workspaceId: z.string(),
  /** Only what waits in this one. */
  repositoryId: z.string().optional(),
  actorId: z.string(),
  /** What was done: `The kill switch was thrown`. */
  because: z.string(),
});
export type Voiding = z.infer<typeof Voiding>;

/** Ends what waits for a decision, or for its publication, of a workspace or a repository. */
export async function voidWaiting(ctx: MutationCtx, voiding: Voiding): Promise<void> {
  const { workspaceId, repositoryId, actorId, because } = voiding;
  const waiting = await ctx.db
    .query('workflowRuns')
    .withIndex('by_state', (q) =>
      repositoryId === undefined
        ? q.eq('record.workspaceId', workspaceId).eq('record.state', 'awaiting-decision')
        : q
            .eq('record.workspaceId', workspaceId)
            .eq('record.state', 'awaiting-decision')
            .eq('record.repositoryId', repositoryId),
    )
    .take(voidedAtOnce);
  const reason = `${because} by ${actorId}: the question to decide is void.`;
  for (const { record } of waiting) {
    await appendSystemEvent(ctx, record.id, {
      type: 'decision.void',
      operation: 'void what waits for a decision',
      status: 'blocked',
      summary: reason,
    });
    const row = await findRun(ctx, record.id);
    if (!row) continue;
    await moveRun(ctx, row, 'cancelled', { reason });
    await askToClose(ctx, row);
    const entry = { workspaceId, actorId, outcome: 'recorded', detail: reason } as const;
    await audit(ctx, { ...entry, runId: record.id, action: 'decision.void' });
  }
  if (waiting.length === voidedAtOnce)
    await ctx.scheduler.runAfter(0, internal.voiding.voidMore, voiding);
}

/** Goes on voiding where one transaction was not enough. */
export const voidMore = internalMutation({
  handler: async (ctx, sent: Record<string, unknown>): Promise<null> => {
    await voidWaiting(ctx, Voiding.parse(sent));
    return null;
  },
});
