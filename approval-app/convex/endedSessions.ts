import { ConvexError } from 'convex/values';
import type { FailureCode } from '../../action/domain/failure.ts';
import type { SessionEnded } from '../contract/session-ended.ts';
import type { QueryCtx } from './_generated/server.js';

/** Throws `auth` for a session that was ended, however long its tokens would go on. */
export async function requireStanding(ctx: QueryCtx, sessionId: string): Promise<void> {
  if ((await endedSession(ctx, sessionId)) === null) return;
  throw new ConvexError({
    code: 'auth',
    message: 'this session has ended; sign in again',
    session: 'ended',
  } as const satisfies SessionEnded & { readonly code: FailureCode });
}

export async function endedSession(ctx: QueryCtx, sessionId: string) {
  return await ctx.db
    .query('endedSessions')
    .withIndex('by_session', (q) => q.eq('sessionId', sessionId))
    .unique();
}
