import type { RunView } from '../contract/run-view.ts';
import type { QueryCtx } from './_generated/server.js';

/** What people of a workspace are called, for those of whom it is known. */
export async function namesOf(
  ctx: QueryCtx,
  workspaceId: string,
  actorIds: readonly string[],
): Promise<RunView['people']> {
  const known = await Promise.all(
    [...new Set(actorIds)].map(async (actorId) => {
      const row = await ctx.db
        .query('memberships')
        .withIndex('by_actor', (q) =>
          q.eq('record.workspaceId', workspaceId).eq('record.actorId', actorId),
        )
        .unique();
      return row?.displayName ? [{ actorId, name: row.displayName }] : [];
    }),
  );
  return known.flat();
}
