import { z } from 'zod';
import { internalMutation } from './_generated/server.js';
import { serverMutation, serverQuery } from './builders.ts';
import { endedSession } from './endedSessions.ts';
import { write } from './rows.ts';

/**
 * Sessions that were ended before their tokens do. A token is good for minutes after the log-out, in
 * whosever hands it is; here it is not. People call none of these: the server names the session
 * of the very request that ends it, so nobody ends another one's.
 */

const SessionId = z.string().regex(/^session_[A-Za-z0-9]{1,100}$/);

/**
 * Much longer than any token lives, so that a session stays dead here also where the browser never got
 * to the identity provider to end it there.
 */
const keptMs = 90 * 24 * 60 * 60_000;
const forgottenAtOnce = 500;

/** Ends a session for good. Once more is no change. */
export const end = serverMutation({
  args: { sessionId: SessionId },
  handler: async (ctx, { sessionId }): Promise<null> => {
    if (await endedSession(ctx, sessionId)) return null;
    await write(ctx, 'endedSessions', { sessionId, keepUntil: Date.now() + keptMs });
    return null;
  },
});

/** For what the server does for a person without asking the ledger under their token. */
export const hasEnded = serverQuery({
  args: { sessionId: SessionId },
  handler: async (ctx, { sessionId }): Promise<boolean> =>
    (await endedSession(ctx, sessionId)) !== null,
});

/** Forgets those of whom no token can be left. Run by a cron. */
export const forget = internalMutation({
  handler: async (ctx): Promise<number> => {
    const old = await ctx.db
      .query('endedSessions')
      .withIndex('by_end', (q) => q.lt('keepUntil', Date.now()))
      .take(forgottenAtOnce);
    for (const { _id } of old) await ctx.db.delete(_id);
    return old.length;
  },
});
