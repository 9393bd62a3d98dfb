import type { Permission } from '../../action/domain/permission.ts';
import type { QueryCtx } from './_generated/server.js';
import { holds, type Person } from './callers.ts';
import { refusal } from './refusal.ts';

/** Throws `auth` unless the person's membership, as it stands now, carries the permission. */
export async function requirePermission(
  ctx: QueryCtx,
  person: Person,
  permission: Permission,
): Promise<void> {
  if (!(await holds(ctx, person.workspaceId, person.actorId, permission)))
    throw refusal('auth', `you do not hold the permission ${permission} in this workspace`);
}
