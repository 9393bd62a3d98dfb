import { z } from 'zod';

export const Permission = z.enum([
  'workspace:view',
  'repo:connect',
  'prompt:create',
  'run:start',
  'run:interrupt',
  'review:create',
  'decision:approve',
  'decision:reject',
  'publication:create',
]);
export type Permission = z.infer<typeof Permission>;

export const WorkspaceRole = z.enum([
  'owner',
  'admin',
  'maintainer',
  'reviewer',
  'operator',
  'viewer',
]);
export type WorkspaceRole = z.infer<typeof WorkspaceRole>;

/** What a role may do. The approval app and the Convex functions both read this one table. */
export const rolePermissions: Record<WorkspaceRole, readonly Permission[]> = {
  owner: Permission.options,
  admin: Permission.options,
  maintainer: Permission.options.filter((permission) => permission !== 'repo:connect'),
  reviewer: ['workspace:view', 'review:create', 'decision:approve', 'decision:reject'],
  operator: ['workspace:view', 'prompt:create', 'run:start', 'run:interrupt'],
  viewer: ['workspace:view'],
};

/** GitHub's repository permissions, lowest first. */
export const RepositoryPermission = z.enum([
  'none',
  'read',
  'triage',
  'write',
  'maintain',
  'admin',
]);
export type RepositoryPermission = z.infer<typeof RepositoryPermission>;

/** The role that a repository permission stands for where no WorkOS organisation is linked. */
export const roleOfRepositoryPermission: Record<RepositoryPermission, WorkspaceRole | undefined> = {
  none: undefined,
  read: 'viewer',
  triage: 'viewer',
  write: 'operator',
  maintain: 'maintainer',
  admin: 'admin',
};

/** Unknown roles of a provider are viewers; WorkOS's plain `member` operates. */
export function workspaceRole(providerRole: string): WorkspaceRole {
  if (providerRole === 'member') return 'operator';
  const known = WorkspaceRole.safeParse(providerRole);
  return known.success ? known.data : 'viewer';
}
