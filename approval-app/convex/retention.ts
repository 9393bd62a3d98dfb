import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import { isTerminal } from '../../action/domain/run-state.ts';
import type { Doc } from './_generated/dataModel.js';
import { internalAction, internalMutation, type MutationCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { personMutation, serverMutation, serverQuery } from './builders.ts';
import { deletionOf, keysOf, planDeletion } from './deletionPlan.ts';
import { planErasures } from './erasures.ts';
import { requirePermission } from './permissions.ts';
import { inboxRow } from './projection.ts';
import { refusal } from './refusal.ts';
import { amend, findRun } from './rows.ts';
import { unknownRun } from './standing.ts';

/**
 * Deletion in two steps: the ledger says what is due, the server deletes it in the artifact store
 * and reports what is really gone. Records and digests stay, so that a chain still proves what was
 * decided about which bytes; the payloads do not.
 */

const dayMs = 24 * 60 * 60 * 1_000;
const runsAtOnce = 50;
const retryMs = 5 * 60_000;
const longestRetryMs = 24 * 60 * 60_000;

/** Deletes the payloads of one ended run before their time. */
export const requestDeletion = personMutation({
  args: { runId: RunId, reason: z.string().trim().min(1).max(500) },
  handler: async (ctx, { runId, reason }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    const row = await findRun(ctx, runId);
    if (row?.record.workspaceId !== ctx.person.workspaceId) throw refusal('not-found', unknownRun);
    if (!isTerminal(row.record.state))
      throw refusal(
        'conflict',
        `the run is "${row.record.state}"; what is going on is not deleted`,
      );
    if ((await inboxRow(ctx, runId))?.payloads === 'held')
      throw refusal('conflict', 'the payloads of this run are on hold; lift it first');
    await planDeletion(ctx, row, ctx.person.actorId, reason);
    return null;
  },
});

/** Keeps the payloads of a run, whatever retention says, until somebody lifts that again. */
export const setHold = personMutation({
  args: { runId: RunId, held: z.boolean(), reason: z.string().trim().min(1).max(500) },
  handler: async (ctx, { runId, held, reason }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    const { workspaceId, actorId } = ctx.person;
    const run = await findRun(ctx, runId);
    const row = run && (await inboxRow(ctx, runId));
    if (!row || row.workspaceId !== workspaceId) throw refusal('not-found', unknownRun);
    if (row.payloads === 'planned')
      throw refusal('conflict', 'the payloads of this run are deleted, or about to be');
    if ((row.payloads === 'held') === held) return null;
    await amend(ctx, 'inboxEntries', row, { payloads: held ? 'held' : undefined });
    const action = held ? 'payloads.hold' : 'payloads.release';
    await audit(ctx, { workspaceId, runId, actorId, action, outcome: 'recorded', detail: reason });
    return null;
  },
});

/** Plans the deletion of what its workspace does not want to keep any longer. Run by a cron. */
export const sweep = internalMutation({
  handler: async (ctx): Promise<number> => {
    let planned = await planErasures(ctx, runsAtOnce);
    const keepingLess = await ctx.db
      .query('workspaces')
      .withIndex('by_retention', (q) => q.gt('retentionDays', 0))
      .take(200);
    for (const { retentionDays, workspaceId } of keepingLess) {
      if (retentionDays === undefined || planned >= runsAtOnce) continue;
      const old = await ctx.db
        .query('inboxEntries')
        .withIndex('by_payloads', (q) =>
          q
            .eq('workspaceId', workspaceId)
            .eq('lane', 'ended')
            .eq('payloads', undefined)
            .lt('updatedAt', Date.now() - retentionDays * dayMs),
        )
        .take(runsAtOnce - planned);
      const because = `older than ${retentionDays} days`;
      for (const { runId } of old) await planOne(ctx, runId, because);
      planned += old.length;
    }
    return planned;
  },
});

/** What is to be deleted now, oldest turn first. */
export const due = serverQuery({
  args: { limit: z.int().min(1).max(100) },
  handler: async (ctx, { limit }): Promise<{ runId: string; storageKeys: string[] }[]> => {
    const rows = await ctx.db
      .query('deletions')
      .withIndex('by_turn', (q) => q.eq('status', 'due').lte('notBefore', Date.now()))
      .take(limit);
    return rows.map(({ runId, storageKeys }) => ({ runId, storageKeys }));
  },
});

/**
 * Closes a deletion once the store says that nothing of it is left. An error keeps it due, for
 * later and later: what fails for ever must not keep the others from their turn.
 */
export const report = serverMutation({
  args: { runId: RunId, error: z.string().max(500).optional() },
  handler: async (ctx, { runId, error }): Promise<null> => {
    const row = await deletionOf(ctx, runId);
    if (row?.status !== 'due') return null;
    const attempts = row.attempts + 1;
    const now = Date.now();
    if (error !== undefined) {
      const pause = Math.min(longestRetryMs, retryMs * 2 ** (attempts - 1));
      const again = { attempts, lastError: error, notBefore: now + pause };
      await amend(ctx, 'deletions', row, again);
      return null;
    }
    const { keys, more } = await markDeleted(ctx, row, now);
    const deleted = row.deleted + keys;
    // A run of more payloads than one transaction reads goes on with the next ones.
    const next = more ? await keysOf(ctx, runId) : [];
    await amend(ctx, 'deletions', row, {
      ...{ attempts, deleted, storageKeys: next, notBefore: now },
      ...(more ? {} : { status: 'done', doneAt: now }),
    });
    if (!more) await tellGone(ctx, row, deleted);
    return null;
  },
});

/**
 * Asks the server for what it alone can do: delete payloads that are due, close checks, look after
 * runs of which nothing was heard. Nothing here reaches the artifact store or the forge.
 */
export const callServer = internalAction({
  handler: async (): Promise<string> => {
    const [url, secret] = [process.env['PATCHPLANE_APP_URL'], process.env['CRON_SECRET']];
    if (!url || !secret) return 'PATCHPLANE_APP_URL or CRON_SECRET is not set';
    const answer = await fetch(new URL('/api/maintenance', url), {
      headers: { authorization: `Bearer ${secret}` },
    });
    return `HTTP ${answer.status}`;
  },
});

async function planOne(ctx: MutationCtx, runId: string, because: string): Promise<void> {
  const row = await findRun(ctx, runId);
  if (row) await planDeletion(ctx, row, 'system:retention', because);
}

/** Notes the payloads of this turn as gone; `more` where others are left. */
async function markDeleted(
  ctx: MutationCtx,
  { runId, storageKeys }: Doc<'deletions'>,
  now: number,
): Promise<{ keys: number; more: boolean }> {
  const gone = new Set(storageKeys);
  const artifacts = await ctx.db
    .query('evidenceArtifacts')
    .withIndex('by_deletion', (q) => q.eq('record.workflowRunId', runId).eq('deletedAt', undefined))
    .take(2_000);
  const left = artifacts.filter(({ record }) => !gone.has(record.storageKey));
  for (const row of artifacts)
    if (gone.has(row.record.storageKey))
      await amend(ctx, 'evidenceArtifacts', row, { deletedAt: now });
  return { keys: gone.size, more: left.length > 0 };
}

async function tellGone(
  ctx: MutationCtx,
  { workspaceId, runId, because }: Doc<'deletions'>,
  deleted: number,
): Promise<void> {
  await audit(ctx, {
    ...{ workspaceId, runId, actorId: 'system:retention' },
    action: 'payloads.delete',
    outcome: 'recorded',
    detail: `${deleted} payloads are gone: ${because}`,
  });
}
