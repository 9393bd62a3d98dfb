import type { QueryCtx } from './_generated/server.js';

/** More runs than these do not change within a millisecond, or while a clock goes back. */
const lastOnes = 8;

/** Which rows of a workspace's inbox changed last, and when: another text whenever one looks otherwise. */
export async function lastChanges(ctx: QueryCtx, workspaceId: string): Promise<string> {
  const rows = await ctx.db
    .query('inboxEntries')
    .withIndex('by_change', (q) => q.eq('workspaceId', workspaceId))
    .order('desc')
    .take(lastOnes);
  return rows.map(({ runId, updatedAt }) => `${runId}@${updatedAt}`).join();
}
