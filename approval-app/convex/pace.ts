import type { MutationCtx } from './_generated/server.js';
import { amend, write } from './rows.ts';

const minute = 60_000;

/** Everything that one person changes, in a minute. */
export const changesPerMinute = 120;
/** Runs that one person starts, in a minute. */
export const startsPerMinute = 10;

/**
 * Whether one more is within pace; it is counted then. In the ledger and not in the server, because
 * this holds over every process of the app, and for whoever calls the ledger without the app.
 */
export async function withinPace(
  ctx: MutationCtx,
  actorId: string,
  what: 'change' | 'start',
  perMinute: number,
): Promise<boolean> {
  const now = Date.now();
  const row = await ctx.db
    .query('paces')
    .withIndex('by_actor', (q) => q.eq('actorId', actorId).eq('what', what))
    .unique();
  if (!row) await write(ctx, 'paces', { actorId, what, since: now, count: 1 });
  else if (now - row.since >= minute) await amend(ctx, 'paces', row, { since: now, count: 1 });
  else if (row.count >= perMinute) return false;
  else await amend(ctx, 'paces', row, { count: row.count + 1 });
  return true;
}
