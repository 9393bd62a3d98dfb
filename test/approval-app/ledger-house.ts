import { z } from 'zod';
import type { ProposeStorage, PublishStorage } from '../../action/core/services/storage-service.ts';
import type { Membership } from '../../action/domain/membership.ts';
import type { WorkspaceRole } from '../../action/domain/permission.ts';
import {
  type JobClaims,
  type OidcIssuer,
  startOidcIssuer,
} from '../../action/embedded/oidc/start-oidc-issuer.ts';
import { createConvexStorage } from '../../action/plugins/convex/create-convex-storage.ts';
import type { LocalMembership, LocalUser } from '../../approval-app/embedded/identity-people.ts';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../approval-app/embedded/identity-provider.ts';
import { newServerKey } from '../../approval-app/embedded/new-keys.ts';
import {
  type ConvexHost,
  type DemoStore,
  startConvexHost,
} from '../../approval-app/embedded/start-convex-host.ts';
import { createServerToken, serverKeySet } from '../../approval-app/server/server-token.ts';

import { hasRealConvex, startRealConvex } from './real-convex.ts';

export const audience = 'https://ledger.test';
export const clientId = 'client_test';
const workspaceId = 'workos:org_acme';
const proposeRef = 'acme/api/.github/workflows/patchplane.yml@refs/heads/main';
const publishRef = 'acme/api/.github/workflows/publish.yml@refs/heads/main';

export const proposeClaims: JobClaims = {
  repository: 'acme/api',
  repository_id: '42',
  repository_owner_id: '7',
  run_id: '1001',
  run_attempt: '1',
  job_workflow_ref: proposeRef,
  event_name: 'issues',
  ref: 'refs/heads/main',
  actor: 'requester',
  actor_id: '99',
};
export const publishClaims: JobClaims = {
  ...proposeClaims,
  run_id: '2002',
  job_workflow_ref: publishRef,
  event_name: 'workflow_dispatch',
};

export interface LedgerHouse {
  readonly host: ConvexHost | DemoStore;
  readonly issuer: OidcIssuer;
  readonly serverKey: string;
  readonly people: IdentityProvider;
  /** A token of a job with these claims. */
  jobToken(claims: JobClaims, audience?: string): Promise<string>;
  /** A token of the approval app's server. */
  serverToken(): Promise<string>;
  /** The ledger as a job with these claims has it; `appUrl`: the job knows the approval app. */
  storage(claims: JobClaims, appUrl?: string): ProposeStorage & PublishStorage;
  close(): Promise<void>;
}

export interface LedgerHouseOptions {
  /** The ledger takes GitHub's keys from this address instead of the issuer's. */
  readonly githubKeys?: string;
  /** How long an access token of a person lives. */
  readonly tokenSeconds?: number;
  /** How long a refresh token may be exchanged twice. */
  readonly graceSeconds?: number;
  /** So many more reviewers, of whom the ledger hears when they sign in. */
  readonly crowd?: number;
  /** Beside one person per role. */
  readonly users?: readonly LocalUser[];
  readonly memberships?: readonly LocalMembership[];
}

/** The ledger with its issuers, all over sockets: acme/api enrolled, one person per role. */
export async function startLedgerHouse(options: LedgerHouseOptions = {}): Promise<LedgerHouse> {
  const {
    githubKeys,
    tokenSeconds,
    graceSeconds,
    crowd = 0,
    users = [],
    memberships = [],
  } = options;
  const roles: WorkspaceRole[] = ['reviewer', 'operator', 'viewer', 'maintainer', 'owner'];
  const crowded = Array.from({ length: crowd }, (_, at) => `crowd${at}`);
  const named = [
    ...roles.map((role) => ({ name: String(role), role })),
    ...crowded.map((name) => ({ name, role: 'reviewer' as const })),
  ];
  const [issuer, people] = await Promise.all([
    startOidcIssuer(),
    startIdentityProvider({
      clientId,
      clientSecret: 'sk_test_secret',
      users: [
        ...named.map(({ name }, at) => ({
          id: `user_${name}`,
          githubId: String(500 + at),
          email: `${name}@acme.test`,
          firstName: 'Rae',
          lastName: name,
        })),
        ...users,
      ],
      memberships: [
        ...named.map(({ name, role }) => ({
          id: `om_${name}`,
          userId: `user_${name}`,
          organizationId: 'org_acme',
          role,
          status: 'active' as const,
        })),
        ...memberships,
      ],
      ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
      ...(graceSeconds === undefined ? {} : { graceSeconds }),
    }),
  ]);
  const serverKey = newServerKey();
  const host = await (hasRealConvex ? startRealConvex : startConvexHost)({
    jwks: { [issuer.issuer]: githubKeys ?? issuer.jwksUrl, [people.issuer]: people.jwksUrl },
    env: {
      PATCHPLANE_OIDC_AUDIENCE: audience,
      WORKOS_CLIENT_ID: clientId,
      PATCHPLANE_SERVER_JWKS: await serverKeySet(serverKey),
    },
    seeds: {
      repositories: [
        {
          repositoryId: 'github:42',
          ownerId: '7',
          workspaceId,
          proposeWorkflowRefs: [proposeRef],
          publishWorkflowRefs: [publishRef],
          active: true,
        },
      ],
      memberships: roles.map((role) => membershipOf(role)),
      githubAccounts: roles.map((role, at) => ({
        actorId: `workos:user_${role}`,
        githubAccountId: `github:${500 + at}`,
      })),
    },
  });
  const jobToken: LedgerHouse['jobToken'] = async (claims, wanted = audience) => {
    const { requestUrl, requestToken } = issuer.admit(claims);
    const answer = await fetch(`${requestUrl}&audience=${encodeURIComponent(wanted)}`, {
      headers: { authorization: `Bearer ${requestToken}` },
    });
    return z.object({ value: z.string() }).parse(await answer.json()).value;
  };
  return {
    host,
    issuer,
    serverKey,
    people,
    jobToken,
    serverToken: createServerToken({ privateKey: serverKey, audience }),
    storage: (claims, appUrl) =>
      createConvexStorage({ url: host.url, appUrl, token: async () => await jobToken(claims) }),
    close: async () => {
      await Promise.all([host.close(), issuer.close(), people.close()]);
    },
  };
}

export function membershipOf(
  role: WorkspaceRole,
  status: Membership['status'] = 'active',
): Membership {
  return {
    id: `om_${role}`,
    actorId: `workos:user_${role}`,
    workspaceId,
    status,
    role,
    roles: [role],
    permissions: [],
  };
}
