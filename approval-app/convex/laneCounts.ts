import type { InboxCounts, Lane } from '../contract/inbox.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { amend, write } from './rows.ts';

/**
 * How many runs stand in each lane of a workspace, kept as runs move: counting rows would read all
 * of them for every page and every open list. Changed in the transaction that moves the run, and
 * only where its lane changes, so that runs which go on where they are do not wait for each other.
 */

export async function countMove(
  ctx: MutationCtx,
  workspaceId: string,
  from: Lane | undefined,
  to: Lane,
): Promise<void> {
  if (from === to) return;
  if (from) await add(ctx, workspaceId, from, -1);
  await add(ctx, workspaceId, to, 1);
}

export async function laneCountsOf(
  ctx: QueryCtx,
  workspaceId: string,
): Promise<Omit<InboxCounts, 'killed'>> {
  const counted = async (lane: Lane) => (await laneRow(ctx, workspaceId, lane))?.runs ?? 0;
  const [needsDecision, running, ended] = await Promise.all([
    counted('needs-decision'),
    counted('running'),
    counted('ended'),
  ]);
  return { needsDecision, running, ended };
}

async function add(ctx: MutationCtx, workspaceId: string, lane: Lane, by: number): Promise<void> {
  const row = await laneRow(ctx, workspaceId, lane);
  const runs = Math.max(0, (row?.runs ?? 0) + by);
  if (row) await amend(ctx, 'laneCounts', row, { runs });
  else await write(ctx, 'laneCounts', { workspaceId, lane, runs });
}

async function laneRow(
  ctx: QueryCtx,
  workspaceId: string,
  lane: Lane,
): Promise<Doc<'laneCounts'> | null> {
  return await ctx.db
    .query('laneCounts')
    .withIndex('by_lane', (q) => q.eq('workspaceId', workspaceId).eq('lane', lane))
    .unique();
}
