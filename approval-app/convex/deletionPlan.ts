import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { inboxRow } from './projection.ts';
import { amend, type RunRow, write } from './rows.ts';

/** Deleted in one turn; a run that has more of them has more turns. */
const keysAtOnce = 500;

/** Says that the payloads of an ended run are to go. Once: asked for again, it is no change. */
export async function planDeletion(
  ctx: MutationCtx,
  { record }: RunRow,
  actorId: string,
  because: string,
): Promise<void> {
  const { id: runId, workspaceId } = record;
  if (await deletionOf(ctx, runId)) return;
  const storageKeys = await keysOf(ctx, runId);
  const now = Date.now();
  await write(ctx, 'deletions', {
    ...{ runId, workspaceId, because, storageKeys, attempts: 0, deleted: 0 },
    ...{ status: 'due' as const, notBefore: now, createdAt: now },
  });
  const entry = await inboxRow(ctx, runId);
  if (entry) await amend(ctx, 'inboxEntries', entry, { payloads: 'planned' });
  await audit(ctx, {
    ...{ workspaceId, runId, actorId },
    action: 'payloads.plan',
    outcome: 'recorded',
    detail: `${storageKeys.length} payloads: ${because}`,
  });
}

export async function deletionOf(ctx: QueryCtx, runId: string): Promise<Doc<'deletions'> | null> {
  return await ctx.db
    .query('deletions')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .unique();
}

/** Where the next payloads are that are not gone yet. */
export async function keysOf(ctx: QueryCtx, runId: string): Promise<string[]> {
  const artifacts = await ctx.db
    .query('evidenceArtifacts')
    .withIndex('by_deletion', (q) => q.eq('record.workflowRunId', runId).eq('deletedAt', undefined))
    .take(keysAtOnce);
  return [...new Set(artifacts.map(({ record }) => record.storageKey))];
}
