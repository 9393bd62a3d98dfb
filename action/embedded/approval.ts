import { randomBytes } from 'node:crypto';
import { startIdentityProvider } from '../../approval-app/embedded/identity-provider.ts';
import { newServerKey, newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { startConvexHost } from '../../approval-app/embedded/start-convex-host.ts';
import { createEvidenceStore } from '../../approval-app/server/evidence-store.ts';
import { serverKeySet } from '../../approval-app/server/server-token.ts';
import { startApprovalApp } from '../../approval-app/server/start-approval-app.ts';
import { rolePermissions } from '../domain/permission.ts';
import type { EmbeddedGitHub } from './github/start-github.ts';
import type { OidcIssuer } from './oidc/start-oidc-issuer.ts';
import type { EmbeddedR2 } from './r2/start-r2.ts';

/** The side that a person decides on: ledger, identity and approval page. */
export interface Approval {
  readonly url: string;
  readonly convexUrl: string;
  readonly audience: string;
  close(): Promise<void>;
}

export interface ApprovalOptions {
  readonly repository: {
    readonly owner: string;
    readonly name: string;
    readonly id: number;
    readonly ownerId: number;
    readonly defaultBranch: string;
  };
  readonly oidc: OidcIssuer;
  readonly r2: EmbeddedR2;
  readonly github: EmbeddedGitHub;
  /** The App that starts the publish workflow. */
  readonly githubApp: { readonly appId: string; readonly privateKey: string };
  readonly port: number;
}

/** The person at this machine: one reviewer, in the one organisation there is. */
const person = {
  id: 'user_local',
  email: 'you@localhost.test',
  firstName: 'You',
  lastName: 'Local',
  /** Not the account that asks for patches here: whoever asked does not approve. */
  githubId: '9000003',
};
const organization = 'org_local';
const clientId = 'client_local';
const audience = 'patchplane-local';

export async function startApproval(options: ApprovalOptions): Promise<Approval> {
  const clientSecret = `sk_${randomBytes(20).toString('hex')}`;
  const identity = await startIdentityProvider({
    clientId,
    clientSecret,
    users: [person],
    memberships: [
      {
        id: 'om_local',
        userId: person.id,
        organizationId: organization,
        role: 'reviewer',
        status: 'active',
      },
    ],
  });
  const serverKey = newServerKey();
  const convex = await startConvexHost({
    jwks: { [options.oidc.issuer]: options.oidc.jwksUrl, [identity.issuer]: identity.jwksUrl },
    env: {
      PATCHPLANE_OIDC_AUDIENCE: audience,
      WORKOS_CLIENT_ID: clientId,
      PATCHPLANE_SERVER_JWKS: await serverKeySet(serverKey),
    },
    seeds: {
      repositories: [enrolment(options)],
      memberships: [membership()],
      githubAccounts: [
        { actorId: `workos:${person.id}`, githubAccountId: `github:${person.githubId}` },
      ],
    },
  });
  const app = await startApprovalApp({
    convexUrl: convex.url,
    identity: { apiUrl: identity.apiUrl, clientId, clientSecret },
    store: createEvidenceStore(options.r2),
    github: { apiUrl: options.github.apiUrl, ...options.githubApp },
    server: { privateKey: serverKey, audience },
    signingKey: newSigningKey(),
    port: options.port,
    notice:
      'Local demo: everything on this page lives on this machine, and you are signed in as its only person.',
  });
  identity.allowRedirect(app.callbackUrl);
  return {
    url: app.url,
    convexUrl: convex.url,
    audience,
    async close() {
      await Promise.allSettled([app.close(), convex.close(), identity.close()]);
    },
  };
}

function enrolment({ repository: { owner, name, id, ownerId, defaultBranch } }: ApprovalOptions) {
  const ref = (workflow: string) =>
    `${owner}/${name}/.github/workflows/${workflow}.yml@refs/heads/${defaultBranch}`;
  return {
    repositoryId: `github:${id}`,
    ownerId: String(ownerId),
    workspaceId: `workos:${organization}`,
    proposeWorkflowRefs: [ref('patchplane')],
    publishWorkflowRefs: [ref('patchplane-publish')],
    active: true,
  };
}

function membership() {
  return {
    id: 'om_local',
    actorId: `workos:${person.id}`,
    workspaceId: `workos:${organization}`,
    status: 'active' as const,
    role: 'reviewer' as const,
    roles: ['reviewer' as const],
    permissions: [...rolePermissions.reviewer],
  };
}
