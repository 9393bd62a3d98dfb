import { z } from 'zod';
import { Sha256 } from '../../action/domain/ids.ts';
import {
  type ChainHead,
  firstBreak,
  headAfter,
  ProvenanceEvent,
} from '../../action/domain/provenance-event.ts';
import type { MutationCtx } from './_generated/server.js';
import { jobMutation } from './builders.ts';
import { refusal } from './refusal.ts';
import { amend, write } from './rows.ts';

/**
 * Compare-and-append: goes on from `expected` or not at all, so that two writers can not both
 * extend one head. Events that are there already are no change, and are answered as at first.
 */
export const append = jobMutation({
  args: {
    expected: z.strictObject({ hash: Sha256, length: z.int().nonnegative() }),
    events: z.array(ProvenanceEvent).max(500),
  },
  handler: async (ctx, { expected, events }): Promise<ChainHead> => {
    const runId = ctx.runRow.record.id;
    const broken = firstBreak(runId, events, expected);
    if (broken) throw refusal('invalid-answer', `event ${broken.at} ${broken.because}`);
    const last = events.at(-1);
    const after = last ? headAfter(last) : expected;

    const head = ctx.runRow.head;
    if (head.length === expected.length && head.hash === expected.hash) {
      for (const event of events) await write(ctx, 'provenanceEvents', { record: event });
      if (last) await amend(ctx, 'workflowRuns', ctx.runRow, { head: after });
      return after;
    }
    if (last && (await holdsEvent(ctx, runId, last))) return after;
    throw refusal(
      'conflict',
      `the chain of ${runId} has ${head.length} events; these want to follow ${expected.length}`,
    );
  },
});

/** A hash covers all before it: where the last event is, the others are. */
async function holdsEvent(
  ctx: MutationCtx,
  runId: string,
  event: ProvenanceEvent,
): Promise<boolean> {
  const row = await ctx.db
    .query('provenanceEvents')
    .withIndex('by_hash', (q) => q.eq('record.workflowRunId', runId).eq('record.hash', event.hash))
    .unique();
  return row !== null;
}
