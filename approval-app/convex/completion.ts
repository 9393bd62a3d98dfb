import type { Approval } from '../../action/domain/approval.ts';
import type { ApprovalRequirement } from '../contract/approval-requirement.ts';
import type { QueryCtx } from './_generated/server.js';
import { holds } from './callers.ts';

/** Approvals that count now: given by people who still hold the right, once each. */
export async function countingApprovals(
  ctx: QueryCtx,
  workspaceId: string,
  approvals: readonly Approval[],
): Promise<Approval[]> {
  const counting = new Map<string, Approval>();
  for (const approval of approvals) {
    if (approval.answer !== 'approved' || counting.has(approval.actorId)) continue;
    if (await holds(ctx, workspaceId, approval.actorId, 'decision:approve'))
      counting.set(approval.actorId, approval);
  }
  return [...counting.values()];
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
