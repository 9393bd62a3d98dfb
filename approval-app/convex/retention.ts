import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import { isTerminal } from '../../action/domain/run-state.ts';
import type { Doc } from './_generated/dataModel.js';
import { internalAction, internalMutation, type MutationCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { personMutation, serverMutation, serverQuery } from './builders.ts';
import { requirePermission } from './permissions.ts';
import { refusal } from './refusal.ts';
import { findRun, type RunRow, write } from './rows.ts';
import { unknownRun } from './standing.ts';

/**
 * Deletion in two steps: the ledger says what is due, the server deletes it in the artifact store
 * and reports what is really gone. Records and digests stay, so that a chain still proves what was
 * decided about which bytes; the payloads do not.
 */

const dayMs = 24 * 60 * 60 * 1_000;
const mostKeys = 1_000;
const runsAtOnce = 50;

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
    await plan(ctx, row, ctx.person.actorId, reason);
    return null;
  },
});

/** Plans the deletion of what its workspace does not want to keep any longer. Run by a cron. */
export const sweep = internalMutation({
  handler: async (ctx): Promise<number> => {
    let planned = 0;
    const keepingLess = await ctx.db
      .query('workspaces')
      .withIndex('by_retention', (q) => q.gt('retentionDays', 0))
      .take(1_000);
    for (const workspace of keepingLess) {
      const { retentionDays, workspaceId } = workspace;
      if (retentionDays === undefined) continue;
      const old = await ctx.db
        .query('inboxEntries')
        .withIndex('by_lane', (q) =>
          q
            .eq('workspaceId', workspaceId)
            .eq('lane', 'ended')
            .gt('createdAt', workspace.sweptUntil ?? 0)
            .lt('createdAt', Date.now() - retentionDays * dayMs),
        )
        .take(runsAtOnce);
      for (const { runId } of old) {
        const row = await findRun(ctx, runId);
        if (row) await plan(ctx, row, 'system:retention', `older than ${retentionDays} days`);
        planned += 1;
      }
      const last = old.at(-1);
      if (last) await ctx.db.patch(workspace._id, { sweptUntil: last.createdAt });
    }
    return planned;
  },
});

/** What is to be deleted now, oldest first. */
export const due = serverQuery({
  args: { limit: z.int().min(1).max(100) },
  handler: async (ctx, { limit }): Promise<{ runId: string; storageKeys: string[] }[]> => {
    const rows = await ctx.db
      .query('deletions')
      .withIndex('by_status', (q) => q.eq('status', 'due'))
      .take(limit);
    return rows.map(({ runId, storageKeys }) => ({ runId, storageKeys }));
  },
});

/** Closes a deletion once the store says that nothing of it is left; an error keeps it due. */
export const report = serverMutation({
  args: { runId: RunId, error: z.string().max(500).optional() },
  handler: async (ctx, { runId, error }): Promise<null> => {
    const row = await dueOf(ctx, runId);
    if (!row) return null;
    const attempts = row.attempts + 1;
    if (error !== undefined) {
      await ctx.db.patch(row._id, { attempts, lastError: error });
      return null;
    }
    const now = Date.now();
    await ctx.db.patch(row._id, { status: 'done', attempts, doneAt: now });
    const artifacts = await ctx.db
      .query('evidenceArtifacts')
      .withIndex('by_artifact', (q) => q.eq('record.workflowRunId', runId))
      .take(mostKeys);
    for (const { _id } of artifacts) await ctx.db.patch(_id, { deletedAt: now });
    await audit(ctx, {
      ...{ workspaceId: row.workspaceId, runId, actorId: 'system:retention' },
      action: 'payloads.delete',
      outcome: 'recorded',
      detail: `${row.storageKeys.length} payloads are gone: ${row.because}`,
    });
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

async function plan(
  ctx: MutationCtx,
  { record }: RunRow,
  actorId: string,
  because: string,
): Promise<void> {
  const { id: runId, workspaceId } = record;
  const existing = await ctx.db
    .query('deletions')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .first();
  if (existing) return;
  const artifacts = await ctx.db
    .query('evidenceArtifacts')
    .withIndex('by_artifact', (q) => q.eq('record.workflowRunId', runId))
    .take(mostKeys);
  const storageKeys = [...new Set(artifacts.map((artifact) => artifact.record.storageKey))];
  await write(ctx, 'deletions', {
    ...{ runId, workspaceId, because, storageKeys },
    status: 'due',
    attempts: 0,
    createdAt: Date.now(),
  });
  await audit(ctx, {
    ...{ workspaceId, runId, actorId },
    action: 'payloads.plan',
    outcome: 'recorded',
    detail: `${storageKeys.length} payloads: ${because}`,
  });
}

async function dueOf(ctx: MutationCtx, runId: string): Promise<Doc<'deletions'> | undefined> {
  const rows = await ctx.db
    .query('deletions')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .take(10);
  return rows.find(({ status }) => status === 'due');
}
