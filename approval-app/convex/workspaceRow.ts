import type { WorkflowRun } from '../../action/domain/workflow-run.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { amend, write } from './rows.ts';

/** Minutes since the last login within which high risk may be approved, unless a workspace says otherwise. */
export const defaultStepUpMinutes = 10;
/** The same for everything else. */
export const loginMinutes = 12 * 60;
/** How long one's own request waits at least, where it may be approved at all. */
export const leastCoolOffMinutes = 5;

export async function workspaceRow(
  ctx: QueryCtx,
  workspaceId: string,
): Promise<Doc<'workspaces'> | null> {
  return await ctx.db
    .query('workspaces')
    .withIndex('by_workspace', (q) => q.eq('workspaceId', workspaceId))
    .unique();
}

/** Who threw the workspace's kill switch, in words; undefined: go on. */
export async function thrownSwitch(
  ctx: QueryCtx,
  workspaceId: string,
): Promise<string | undefined> {
  const thrown = (await workspaceRow(ctx, workspaceId))?.killSwitch;
  return thrown && `the kill switch of the workspace, thrown by ${thrown.actorId}`;
}

/** Keeps which run of its workspace was published first: call it in the transaction that does so. */
export async function noteFirst(ctx: MutationCtx, { id, workspaceId }: WorkflowRun): Promise<void> {
  const row = await workspaceRow(ctx, workspaceId);
  if (row?.firstPublishedRunId !== undefined) return;
  // Older ledgers did not keep it: there, another one that is published already was before this.
  const published = await ctx.db
    .query('workflowRuns')
    .withIndex('by_state', (q) =>
      q.eq('record.workspaceId', workspaceId).eq('record.state', 'published'),
    )
    .take(2);
  const earlier = published.find(({ record }) => record.id !== id);
  const firstPublishedRunId = earlier?.record.id ?? id;
  if (row) await amend(ctx, 'workspaces', row, { firstPublishedRunId });
  else await write(ctx, 'workspaces', { workspaceId, firstPublishedRunId });
}
