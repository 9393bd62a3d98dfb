import type { PaginationResult } from 'convex/server';
import {
  type InboxCounts,
  InboxEntry,
  type InboxPage,
  InboxQuery,
  type Lane,
  mostCounted,
} from '../contract/inbox.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import { personQuery } from './builders.ts';
import { requirePermission } from './permissions.ts';

/** The runs of the person's workspace, a page at a time. */
export const list = personQuery({
  args: InboxQuery.shape,
  handler: async (ctx, query): Promise<InboxPage> => {
    await requirePermission(ctx, ctx.person, 'workspace:view');
    const { page, isDone, continueCursor } = await pageOf(ctx, ctx.person.workspaceId, query);
    const wanted = page.filter(
      ({ repositoryId, lane }) =>
        (query.repositoryId ?? repositoryId) === repositoryId && (query.lane ?? lane) === lane,
    );
    return {
      entries: wanted.map(({ entry }) => InboxEntry.parse(entry)),
      cursor: continueCursor,
      isDone,
    };
  },
});

/** How many there are of each kind, counted no further than anybody looks. */
export const counts = personQuery({
  args: {},
  handler: async (ctx): Promise<InboxCounts> => {
    await requirePermission(ctx, ctx.person, 'workspace:view');
    const { workspaceId } = ctx.person;
    return {
      needsDecision: await countOf(ctx, workspaceId, 'needs-decision'),
      running: await countOf(ctx, workspaceId, 'running'),
      ended: await countOf(ctx, workspaceId, 'ended'),
    };
  },
});

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
        return lane ? mine.eq('lane', lane) : mine;
      })
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

async function countOf(ctx: QueryCtx, workspaceId: string, lane: Lane): Promise<number> {
  const rows = await ctx.db
    .query('inboxEntries')
    .withIndex('by_lane', (q) => q.eq('workspaceId', workspaceId).eq('lane', lane))
    .take(mostCounted);
  return rows.length;
}
