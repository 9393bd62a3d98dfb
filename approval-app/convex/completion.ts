import type { Approval } from '../../action/domain/approval.ts';
import { allows, roleAmong } from '../../action/domain/membership.ts';
import type { ApprovalRequirement } from '../contract/approval-requirement.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import { membershipOf } from './callers.ts';
import { namesOf } from './ownership.ts';

/**
 * Approvals that count now, once for each person. One that was given counts for what its giver may
 * do at this moment, and for no more than they could when they gave it: a right, a role, a linked
 * account or a place in a team that was lost since is lost for it as well.
 */
export async function countingApprovals(
  ctx: QueryCtx,
  workspaceId: string,
  requirement: ApprovalRequirement,
  approvals: readonly Approval[],
): Promise<Approval[]> {
  const counting = new Map<string, Approval>();
  for (const approval of approvals) {
    if (approval.answer !== 'approved' || counting.has(approval.actorId)) continue;
    const standing = await asItStands(ctx, workspaceId, requirement, approval);
    if (standing) counting.set(approval.actorId, standing);
  }
  return [...counting.values()];
}

async function asItStands(
  ctx: QueryCtx,
  workspaceId: string,
  requirement: ApprovalRequirement,
  approval: Approval,
): Promise<Approval | undefined> {
  const membership = await membershipOf(ctx, workspaceId, approval.actorId);
  if (!membership || !allows(membership, 'decision:approve')) return undefined;
  const link = await linkOf(ctx, approval.actorId);
  if (!mayCount(requirement, approval, link?.githubAccountId)) return undefined;
  // The names in CODEOWNERS are those of an account: another account does not inherit them.
  const isSameAccount = link?.githubAccountId === approval.githubAccountId;
  const handles = isSameAccount ? (await namesOf(ctx, approval)).handles : [];
  return { ...approval, role: roleAmong(membership, requirement.roles), handles };
}

/** Whether requesters are told apart from others, and this is none, or one whom the workspace excepts. */
function mayCount(
  { requesterExcluded, excluded, solo }: ApprovalRequirement,
  approval: Approval,
  githubAccountId: string | undefined,
): boolean {
  if (approval.solo) return solo !== null;
  if (!requesterExcluded) return true;
  if (githubAccountId === undefined) return false;
  const themselves = [approval.actorId, approval.githubAccountId, githubAccountId];
  return !themselves.some((each) => each !== undefined && excluded.includes(each));
}

async function linkOf(ctx: QueryCtx, actorId: string): Promise<Doc<'githubAccounts'> | null> {
  return await ctx.db
    .query('githubAccounts')
    .withIndex('by_actor', (q) => q.eq('actorId', actorId))
    .unique();
}

/** What is still missing, each in one sentence; empty where the approvals are complete. */
export function missingFor(
  requirement: ApprovalRequirement,
  counting: readonly Approval[],
): string[] {
  const { required, roles, codeOwners, codeOwnersRequired } = requirement;
  const inRole = counting.filter(({ role }) => roles.length === 0 || roles.includes(role));
  const missing: string[] = [];
  if (inRole.length < required)
    missing.push(
      `${required - inRole.length} of ${required} approvals are missing${roles.length > 0 ? ` (of ${roles.join(' or ')})` : ''}`,
    );
  for (const { owners, example } of codeOwnersRequired ? codeOwners : [])
    if (!counting.some((approval) => speaksFor(approval, owners)))
      missing.push(`no code owner of ${example} approved (${owners.join(', ')})`);
  return missing;
}

function speaksFor({ handles = [] }: Approval, owners: readonly string[]): boolean {
  return owners.some((owner) => handles.includes(owner.toLowerCase()));
}
