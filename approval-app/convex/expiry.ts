import { internalMutation } from './_generated/server.js';
import { moveRun } from './moves.ts';
import { findRun } from './rows.ts';

const runsAtOnce = 100;

/** Ends runs about which nobody decided in time. Run by a cron; whoever decides late sees it too. */
export const sweep = internalMutation({
  handler: async (ctx): Promise<number> => {
    const over = await ctx.db
      .query('approvalSubjects')
      .withIndex('by_expiry', (q) => q.eq('open', true).lte('record.expiresAt', Date.now()))
      .take(runsAtOnce);
    for (const { _id, record } of over) {
      const row = await findRun(ctx, record.runId);
      if (row?.record.state === 'awaiting-decision')
        await moveRun(ctx, row, 'expired', { reason: 'nobody decided in time' });
      await ctx.db.patch(_id, { open: false });
    }
    return over.length;
  },
});
