import type { Actor } from '../../domain/actor.ts';
import type { Membership } from '../../domain/membership.ts';
import type { Permission } from '../../domain/permission.ts';
import type { Workspace } from '../../domain/workspace.ts';

/**
 * Who is asking, and may they. Contract: every answer is read live from the identity
 * provider or the forge; a call that fails or times out denies (throws `Failure` `auth`).
 */
export interface AuthService {
  getCurrentActor(): Promise<Actor>;
  getCurrentWorkspace(): Promise<Workspace>;
  /** Resolves when the actor holds the permission now; throws `Failure` `auth` otherwise. */
  requirePermission(permission: Permission): Promise<void>;
  listMemberships(): Promise<readonly Membership[]>;
}
