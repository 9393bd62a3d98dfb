import { internalMutation } from './_generated/server.js';
import { askToClose } from './closings.ts';
import { moveRun } from './moves.ts';
import { amend, findRun } from './rows.ts';

const runsAtOnce = 100;

/** Ends runs about which nobody decided in time. Run by a cron; whoever decides late sees it too. */
export const sweep = internalMutation({
  handler: async (ctx): Promise<number> => {
    const over = await ctx.db
      .query('approvalSubjects')
      .withIndex('by_expiry', (q) => q.eq('open', true).lte('record.expiresAt', Date.now()))
      .take(runsAtOnce);
    for (const pending of over) {
      const row = await findRun(ctx, pending.record.runId);
      if (row?.record.state === 'awaiting-decision') {
        await moveRun(ctx, row, 'expired', { reason: 'nobody decided in time' });
        await askToClose(ctx, row);
      }
      await amend(ctx, 'approvalSubjects', pending, { open: false });
    }
    return over.length;
  },
});
