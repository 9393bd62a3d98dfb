import type { WorkOS } from '@workos-inc/node';
import type { Membership } from '../../action/domain/membership.ts';
import { workspaceRole } from '../../action/domain/permission.ts';
import type { ApprovalAppOptions } from './options.ts';

/** A person as the identity provider has them at this moment. */
export interface DirectoryEntry {
  readonly membership: Membership;
  /** `github:<numeric id>` of the account that they signed in with, or linked. */
  readonly githubAccountId: string | null;
}

/** What the identity provider knows of people, asked anew each time. Throws where it does not answer. */
export function createDirectory({
  apiUrl,
  clientId,
  clientSecret,
}: ApprovalAppOptions['identity']) {
  const address = new URL(apiUrl);
  // Half a second of loading, for requests that need it.
  const opened = import('@workos-inc/node').then(
    ({ WorkOS }) =>
      new WorkOS(clientSecret, {
        clientId,
        apiHostname: address.hostname,
        https: address.protocol === 'https:',
        ...(address.port ? { port: Number(address.port) } : {}),
        timeout: 10_000,
        maxRetries: 1,
      }),
  );
  return {
    /** Undefined for somebody who is, and was, no member of the organisation. */
    find: async (userId: string, organizationId: string): Promise<DirectoryEntry | undefined> => {
      const workos = await opened;
      const [membership, githubAccountId] = await Promise.all([
        membershipOf(workos, userId, organizationId),
        githubAccountOf(workos, userId),
      ]);
      return membership && { membership, githubAccountId };
    },
  };
}
export type Directory = ReturnType<typeof createDirectory>;

async function membershipOf(
  workos: WorkOS,
  userId: string,
  organizationId: string,
): Promise<Membership | undefined> {
  const { data } = await workos.userManagement.listOrganizationMemberships({
    userId,
    organizationId,
    statuses: ['active', 'inactive', 'pending'],
    limit: 10,
  });
  const found = data.find((each) => each.organizationId === organizationId);
  if (!found) return undefined;
  const role = workspaceRole(found.role.slug);
  return {
    id: found.id,
    actorId: `workos:${userId}`,
    workspaceId: `workos:${organizationId}`,
    status: found.status,
    role,
    roles: [...new Set([role, ...(found.roles ?? []).map(({ slug }) => workspaceRole(slug))])],
    permissions: [],
  };
}

async function githubAccountOf(workos: WorkOS, userId: string): Promise<string | null> {
  const identities = await workos.userManagement.getUserIdentities(userId);
  const github = identities.find(({ provider }) => provider === 'GitHubOAuth');
  return github && /^\d{1,20}$/.test(github.idpId) ? `github:${github.idpId}` : null;
}
