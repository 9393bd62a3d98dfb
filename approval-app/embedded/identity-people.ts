import type { WorkspaceRole } from '../../action/domain/permission.ts';

export interface LocalUser {
  /** `user_...`. */
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Numeric id of the GitHub account that they signed in with, where they did. */
  readonly githubId?: string;
  /** Set where support staff signs in as this person: whose session it really is. */
  readonly impersonatedBy?: string;
}

export interface LocalMembership {
  readonly id: string;
  readonly userId: string;
  /** `org_...`. */
  readonly organizationId: string;
  readonly organizationName?: string;
  readonly role: WorkspaceRole;
  /** Beside that one, which is the primary role. */
  readonly moreRoles?: readonly WorkspaceRole[];
  readonly status: 'active' | 'inactive' | 'pending';
}

/** The people of a local provider. Memberships change while it runs; people do not. */
export function createPeople(
  users: readonly LocalUser[],
  startingWith: readonly LocalMembership[],
) {
  const memberships = new Map(startingWith.map((membership) => [membership.id, membership]));
  const logins = new Map<string, number>();
  const membershipsOf = (userId: string) =>
    [...memberships.values()].filter((membership) => membership.userId === userId);
  return {
    users,
    memberships: () => [...memberships.values()],
    membershipsOf,
    findUser: (named: string) => users.find(({ id, email }) => id === named || email === named),
    /** The active membership in this organisation, or the first one where none is named. */
    activeMembership: (userId: string, organizationId?: string) =>
      membershipsOf(userId).find(
        (membership) =>
          membership.status === 'active' &&
          (organizationId === undefined || membership.organizationId === organizationId),
      ),
    /** Seconds since the epoch of a login that this provider still remembers. */
    loginOf: (userId: string) => logins.get(userId),
    rememberLogin: (userId: string, authenticatedAt: number): void =>
      void logins.set(userId, authenticatedAt),
    forgetLogin: (userId: string): void => void logins.delete(userId),
    setMembership: (membership: LocalMembership): void =>
      void memberships.set(membership.id, membership),
  };
}
export type People = ReturnType<typeof createPeople>;
