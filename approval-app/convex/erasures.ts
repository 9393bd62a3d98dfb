import { z } from 'zod';
import { RepositoryId } from '../../action/domain/ids.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { personMutation } from './builders.ts';
import { planDeletion } from './deletionPlan.ts';
import { requirePermission } from './permissions.ts';
import { refusal } from './refusal.ts';
import { amend, findRun, repositoryRow, write } from './rows.ts';
import { voidWaiting } from './voiding.ts';

/** Saying goodbye to a repository, or to a whole workspace: all its payloads go, as their runs end. */

const mostRepositories = 200;

/**
 * Shuts a repository out, or all of them, and has their payloads deleted. What waits for a decision
 * is void at once; a run at work goes once it ended, and one on hold once that was lifted. What was decided
 * stays in the ledger, with its digests.
 */
export const erase = personMutation({
  args: {
    /** Null: all of the workspace. */
    repositoryId: RepositoryId.nullable(),
    reason: z.string().trim().min(1).max(500),
  },
  handler: async (ctx, { repositoryId, reason }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    const { workspaceId, actorId } = ctx.person;
    const leaving = await leavingRepositories(ctx, workspaceId, repositoryId);
    for (const row of leaving) await amend(ctx, 'repositories', row, { active: false });
    await write(ctx, 'erasures', {
      ...{ workspaceId, actorId, reason, createdAt: Date.now() },
      ...(repositoryId === null ? {} : { repositoryId }),
      status: 'open',
    });
    await audit(ctx, {
      ...{ workspaceId, actorId, outcome: 'recorded' },
      action: repositoryId === null ? 'workspace.erase' : 'repository.erase',
      detail: `${repositoryId ?? 'everything'}: ${reason}`,
    });
    await voidWaiting(ctx, {
      ...{ workspaceId, actorId },
      ...(repositoryId === null ? {} : { repositoryId }),
      because: repositoryId === null ? 'The workspace was erased' : 'Its repository was erased',
    });
    return null;
  },
});

/** Plans what ended of what is to be erased; an erasure is done once nothing of it is left. */
export async function planErasures(ctx: MutationCtx, most: number): Promise<number> {
  const open = await ctx.db
    .query('erasures')
    .withIndex('by_status', (q) => q.eq('status', 'open'))
    .take(most);
  let planned = 0;
  for (const erasure of open) {
    if (planned >= most) break;
    const ended = await kept(ctx, erasure, 'ended', most - planned);
    for (const { runId } of ended) {
      const row = await findRun(ctx, runId);
      if (row) await planDeletion(ctx, row, erasure.actorId, erasure.reason);
    }
    planned += ended.length;
    if (await isAllPlanned(ctx, erasure)) {
      await amend(ctx, 'erasures', erasure, { status: 'done', doneAt: Date.now() });
      const { workspaceId, actorId, repositoryId } = erasure;
      const detail = `${repositoryId ?? 'everything'}: nothing is left to plan`;
      const action = 'erasure.done';
      await audit(ctx, { workspaceId, actorId, action, outcome: 'recorded', detail });
    }
  }
  return planned;
}

async function isAllPlanned(ctx: MutationCtx, erasure: Doc<'erasures'>): Promise<boolean> {
  for (const lane of ['needs-decision', 'running', 'ended'] as const)
    for (const payloads of [undefined, 'held'] as const)
      if ((await kept(ctx, erasure, lane, 1, payloads)).length > 0) return false;
  return true;
}

async function kept(
  ctx: MutationCtx,
  { workspaceId, repositoryId }: Doc<'erasures'>,
  lane: Doc<'inboxEntries'>['lane'],
  most: number,
  payloads?: 'held',
): Promise<Doc<'inboxEntries'>[]> {
  const entries = ctx.db.query('inboxEntries');
  if (repositoryId === undefined)
    return await entries
      .withIndex('by_payloads', (q) =>
        q.eq('workspaceId', workspaceId).eq('lane', lane).eq('payloads', payloads),
      )
      .take(most);
  return await entries
    .withIndex('by_repository_payloads', (q) =>
      q
        .eq('workspaceId', workspaceId)
        .eq('repositoryId', repositoryId)
        .eq('lane', lane)
        .eq('payloads', payloads),
    )
    .take(most);
}

async function leavingRepositories(
  ctx: MutationCtx,
  workspaceId: string,
  repositoryId: string | null,
): Promise<Doc<'repositories'>[]> {
  if (repositoryId === null)
    return await ctx.db
      .query('repositories')
      .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
      .take(mostRepositories);
  const row = await repositoryRow(ctx, repositoryId);
  if (row?.workspaceId !== workspaceId)
    throw refusal('not-found', 'this workspace has no such repository');
  return [row];
}
