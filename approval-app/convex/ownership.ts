import { z } from 'zod';
import type { Approval } from '../../action/domain/approval.ts';
import { ActorId, RunId } from '../../action/domain/ids.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import { serverMutation } from './builders.ts';
import { amend, write } from './rows.ts';

/**
 * Code owners come and go after they approved. Whom CODEOWNERS names is frozen with the run; who is
 * in a team that it names is the forge's word at the moment, and is asked for before it counts.
 */

/** Which of the names that an approval was given under are still its giver's. */
export const record = serverMutation({
  args: { runId: RunId, actorId: ActorId, handles: z.array(z.string().max(200)).max(100) },
  handler: async (ctx, { runId, actorId, handles }): Promise<null> => {
    const existing = await readingOf(ctx, runId, actorId);
    const read = { handles: handles.map((each) => each.toLowerCase()), readAt: Date.now() };
    if (existing) await amend(ctx, 'ownerships', existing, read);
    else await write(ctx, 'ownerships', { runId, actorId, ...read });
    return null;
  },
});

/**
 * The names that an approval counts under, and when the forge last said so. Reading again takes
 * names away and never adds one: what was approved as nobody in particular stays so.
 */
export async function namesOf(
  ctx: QueryCtx,
  { workflowRunId, actorId, handles = [], decidedAt }: Approval,
): Promise<{ readonly handles: string[]; readonly readAt: number }> {
  const reading = await readingOf(ctx, workflowRunId, actorId);
  if (!reading) return { handles, readAt: decidedAt };
  const { readAt } = reading;
  return { handles: handles.filter((each) => reading.handles.includes(each)), readAt };
}

async function readingOf(
  ctx: QueryCtx,
  runId: string,
  actorId: string,
): Promise<Doc<'ownerships'> | null> {
  return await ctx.db
    .query('ownerships')
    .withIndex('by_approver', (q) => q.eq('runId', runId).eq('actorId', actorId))
    .unique();
}
