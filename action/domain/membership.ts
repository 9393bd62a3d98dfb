import { z } from 'zod';
import { ActorId, WorkspaceId } from './ids.ts';
import { Permission, rolePermissions, WorkspaceRole } from './permission.ts';

export const Membership = z.strictObject({
  id: z.string().min(1).max(200),
  actorId: ActorId,
  workspaceId: WorkspaceId,
  status: z.enum(['active', 'inactive', 'pending']),
  role: WorkspaceRole,
  roles: z.array(WorkspaceRole),
  permissions: z.array(Permission),
});
export type Membership = z.infer<typeof Membership>;

/** Whether this membership, as it stands now, carries the permission. */
export function allows(membership: Membership, permission: Permission): boolean {
  if (membership.status !== 'active') return false;
  const granted = membership.roles.some((role) => rolePermissions[role].includes(permission));
  return granted || membership.permissions.includes(permission);
}

/** The role in which a member acts where some are asked for: one of those if they have it, else their first. */
export function roleAmong(
  { role, roles }: Membership,
  wanted: readonly WorkspaceRole[],
): WorkspaceRole {
  return roles.find((each) => wanted.includes(each)) ?? role;
}
