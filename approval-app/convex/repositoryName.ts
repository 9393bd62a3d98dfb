import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';

/**
 * `owner/name`, as the forge had it when it was connected or else at its last run; undefined where
 * it was enrolled by its id and never ran.
 */
export async function repositoryName(
  ctx: QueryCtx,
  { workspaceId, repositoryId, connection }: Doc<'repositories'>,
): Promise<string | undefined> {
  if (connection) return connection.fullName;
  const newest = await ctx.db
    .query('inboxEntries')
    .withIndex('by_repository', (q) =>
      q.eq('workspaceId', workspaceId).eq('repositoryId', repositoryId),
    )
    .order('desc')
    .first();
  return newest?.entry.repository;
}
