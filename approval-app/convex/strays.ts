import { z } from 'zod';
import { RunId, Sha256 } from '../../action/domain/ids.ts';
import { isTerminal } from '../../action/domain/run-state.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { serverMutation, serverQuery } from './builders.ts';
import { deletionOf } from './deletionPlan.ts';
import { inboxRow } from './projection.ts';
import { amend, findRun, write } from './rows.ts';

/**
 * Objects in the artifact store that nothing here names: their run died before it recorded them, so
 * no retention would ever find them. The server walks through the store page by page, once a day,
 * and asks about what is old. A run that this ledger does not know may be another ledger's, in the
 * same bucket: nothing of it is touched.
 */

const minute = 60_000;
const leaseMs = 4 * minute;
const restMs = 24 * 60 * minute;
/** A longer chain is none that we made, and says too little when it is cut off. */
const mostEvents = 2_000;

/** Where to go on, for some minutes for nobody else; null where it is not time yet. */
export const take = serverMutation({
  args: {},
  handler: async (ctx): Promise<{ startAfter: string } | null> => {
    const now = Date.now();
    const row = await walk(ctx);
    if (row && now < row.notBefore) return null;
    if (row) await amend(ctx, 'storeWalks', row, { notBefore: now + leaseMs });
    else
      await write(ctx, 'storeWalks', { name: 'strays', startAfter: '', notBefore: now + leaseMs });
    return { startAfter: row?.startAfter ?? '' };
  },
});

/** Which of these objects of a run are strays; none as long as that is not sure. */
export const find = serverQuery({
  args: { runId: RunId, digests: z.array(Sha256).max(1_000) },
  handler: async (ctx, { runId, digests }): Promise<string[]> => {
    const row = await findRun(ctx, runId);
    if (!row || !isTerminal(row.record.state)) return [];
    if ((await inboxRow(ctx, runId))?.payloads === 'held') return [];
    const deletion = await deletionOf(ctx, runId);
    // All of its payloads are gone; whatever is there yet came later, or was a list of them.
    if (deletion?.status === 'done') return digests;
    return deletion ? [] : await unnamed(ctx, runId, digests);
  },
});

/** Notes what was removed, and where to go on; null: the walk is through. */
export const done = serverMutation({
  args: {
    startAfter: z.string().max(1_024).nullable(),
    removed: z.array(z.strictObject({ runId: RunId, objects: z.int().positive() })).max(1_000),
  },
  handler: async (ctx, { startAfter, removed }): Promise<null> => {
    const row = await walk(ctx);
    const now = Date.now();
    const notBefore = startAfter === null ? now + restMs : now;
    if (row) await amend(ctx, 'storeWalks', row, { startAfter: startAfter ?? '', notBefore });
    for (const { runId, objects } of removed) await tell(ctx, runId, objects);
    return null;
  },
});

async function tell(ctx: MutationCtx, runId: string, objects: number): Promise<void> {
  const row = await findRun(ctx, runId);
  if (!row) return;
  await audit(ctx, {
    ...{ workspaceId: row.record.workspaceId, runId, actorId: 'system:retention' },
    action: 'payloads.stray',
    outcome: 'recorded',
    detail: `${objects} objects that no record names are gone from the store`,
  });
}

/** Not recorded as evidence, and not named by its provenance: the sealed list is only there. */
async function unnamed(
  ctx: QueryCtx,
  runId: string,
  digests: readonly string[],
): Promise<string[]> {
  const left: string[] = [];
  for (const sha256 of digests) {
    const recorded = await ctx.db
      .query('evidenceArtifacts')
      .withIndex('by_digest', (q) =>
        q.eq('record.workflowRunId', runId).eq('record.sha256', sha256),
      )
      .first();
    if (!recorded) left.push(sha256);
  }
  if (left.length === 0) return [];
  const events = await ctx.db
    .query('provenanceEvents')
    .withIndex('by_sequence', (q) => q.eq('record.workflowRunId', runId))
    .take(mostEvents + 1);
  if (events.length > mostEvents) return [];
  const named = new Set(events.flatMap(({ record }) => record.artifactRefs));
  return left.filter((sha256) => !named.has(sha256));
}

async function walk(ctx: QueryCtx): Promise<Doc<'storeWalks'> | null> {
  return await ctx.db
    .query('storeWalks')
    .withIndex('by_name', (q) => q.eq('name', 'strays'))
    .unique();
}
