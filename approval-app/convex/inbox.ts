import type { PaginationResult } from 'convex/server';
import {
  type InboxCounts,
  InboxEntry,
  type InboxPage,
  InboxQuery,
  type InboxRepository,
  type InboxView,
} from '../contract/inbox.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import { personQuery } from './builders.ts';
import { lastChanges } from './inboxChanges.ts';
import { laneCountsOf } from './laneCounts.ts';
import { requirePermission } from './permissions.ts';
import { repositoryName } from './repositoryName.ts';
import { thrownSwitch } from './workspaceRow.ts';

/**
 * What lists of runs are made of. However many runs there are, a list reads the rows that it shows:
 * each way to narrow it has an index of its own.
 */

/** More repositories than this are no list that anybody chooses from. */
const mostRepositories = 500;

/** All that an inbox shows, asked at once and as of one moment. */
export const view = personQuery({
  args: InboxQuery.shape,
  handler: async (ctx, query): Promise<InboxView> => {
    await requirePermission(ctx, ctx.person, 'workspace:view');
    const { workspaceId } = ctx.person;
    const [page, counts, repositories] = await Promise.all([
      listOf(ctx, workspaceId, query),
      countsOf(ctx, workspaceId),
      repositoriesOf(ctx, workspaceId),
    ]);
    return { page, counts, repositories };
  },
});

/** The runs of the person's workspace, a page at a time. */
export const list = personQuery({
  args: InboxQuery.shape,
  handler: async (ctx, query): Promise<InboxPage> => {
    await requirePermission(ctx, ctx.person, 'workspace:view');
    return await listOf(ctx, ctx.person.workspaceId, query);
  },
});

/** How many there are of each kind. */
export const counts = personQuery({
  args: {},
  handler: async (ctx): Promise<InboxCounts> => {
    await requirePermission(ctx, ctx.person, 'workspace:view');
    return await countsOf(ctx, ctx.person.workspaceId);
  },
});

/** Repositories of the workspace that ever had a run or may have one, by name. */
async function repositoriesOf(ctx: QueryCtx, workspaceId: string): Promise<InboxRepository[]> {
  const rows = await ctx.db
    .query('repositories')
    .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
    .take(mostRepositories);
  const named = await Promise.all(
    rows.map(async (row) => ({
      id: row.repositoryId,
      name: (await repositoryName(ctx, row)) ?? row.repositoryId,
    })),
  );
  return named.sort((left, right) => left.name.localeCompare(right.name));
}

async function listOf(ctx: QueryCtx, workspaceId: string, query: InboxQuery): Promise<InboxPage> {
  const [{ page, isDone, continueCursor }, changes] = await Promise.all([
    pageOf(ctx, workspaceId, query),
    lastChanges(ctx, workspaceId),
  ]);
  return {
    entries: page.map(({ entry }) => InboxEntry.parse(entry)),
    cursor: continueCursor,
    isDone,
    changes,
  };
}

async function pageOf(
  ctx: QueryCtx,
  workspaceId: string,
  { lane, repositoryId, search, cursor, limit }: InboxQuery,
): Promise<PaginationResult<Doc<'inboxEntries'>>> {
  const options = { cursor, numItems: limit };
  const entries = ctx.db.query('inboxEntries');
  if (search)
    return await entries
      .withSearchIndex('by_text', (q) => {
        const mine = q.search('searchText', search).eq('workspaceId', workspaceId);
        const inLane = lane ? mine.eq('lane', lane) : mine;
        return repositoryId ? inLane.eq('repositoryId', repositoryId) : inLane;
      })
      .paginate(options);
  if (repositoryId && lane)
    return await entries
      .withIndex('by_repository_lane', (q) =>
        q.eq('workspaceId', workspaceId).eq('repositoryId', repositoryId).eq('lane', lane),
      )
      .order('desc')
      .paginate(options);
  if (repositoryId)
    return await entries
      .withIndex('by_repository', (q) =>
        q.eq('workspaceId', workspaceId).eq('repositoryId', repositoryId),
      )
      .order('desc')
      .paginate(options);
  if (lane)
    return await entries
      .withIndex('by_lane', (q) => q.eq('workspaceId', workspaceId).eq('lane', lane))
      .order('desc')
      .paginate(options);
  return await entries
    .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
    .order('desc')
    .paginate(options);
}

export async function countsOf(ctx: QueryCtx, workspaceId: string): Promise<InboxCounts> {
  const [lanes, thrown] = await Promise.all([
    laneCountsOf(ctx, workspaceId),
    thrownSwitch(ctx, workspaceId),
  ]);
  return { ...lanes, killed: thrown !== undefined };
}
