import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';

/** Minutes since the last login within which high risk may be approved, unless a workspace says otherwise. */
export const defaultStepUpMinutes = 10;
/** The same for everything else. */
export const loginMinutes = 12 * 60;

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
