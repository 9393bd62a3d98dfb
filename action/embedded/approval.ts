import { randomBytes } from 'node:crypto';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../approval-app/embedded/identity-provider.ts';
import { newServerKey } from '../../approval-app/embedded/new-keys.ts';
import { type ConvexHost, startConvexHost } from '../../approval-app/embedded/start-convex-host.ts';
import { createEvidenceStore } from '../../approval-app/server/evidence-store.ts';
import { serverKeySet } from '../../approval-app/server/server-token.ts';
import { startApprovalApp } from '../../approval-app/server/start-approval-app.ts';
import { rolePermissions } from '../domain/permission.ts';
import { openApprovalPages } from './approval-pages.ts';
import type { EmbeddedGitHub } from './github/start-github.ts';
import type { OidcIssuer } from './oidc/start-oidc-issuer.ts';
import type { EmbeddedR2 } from './r2/start-r2.ts';

/** The side that a person decides on: ledger, identity and approval page. */
export interface Approval {
  readonly url: string;
  readonly convexUrl: string;
  readonly audience: string;
  /** What GitHub signs its deliveries with, and what the cron shows. */
  readonly secrets: { readonly webhook: string; readonly cron: string };
  /** Lets time go by for the ledger. */
  readonly elapse: ConvexHost['elapse'];
  /** Settles when somebody answers at `url`; rejects when the pages can not be had. */
  readonly ready: Promise<void>;
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
  /** PKCS#8 PEM of the Ed25519 key that signs decisions. */
  readonly signingKey: string;
  readonly port: number;
  /** With the pages that people like; without, only what a program needs. */
  readonly pages: boolean;
  /** Called with each process that must not be left behind. */
  readonly onStarted: (pid: number | undefined, ended: Promise<unknown>) => void;
}

/**
 * The people at this machine, in the one organisation there is: a risky patch takes two. Neither is
 * the account that asks for patches here, since whoever asked does not approve.
 */
const people = [
  {
    id: 'user_local',
    email: 'you@localhost.test',
    firstName: 'You',
    lastName: 'Local',
    githubId: '9000003',
  },
  {
    id: 'user_second',
    email: 'second@localhost.test',
    firstName: 'Second',
    lastName: 'Local',
    githubId: '9000004',
  },
] as const;

/** What they sign in with. */
export const localPeople: readonly string[] = people.map(({ email }) => email);
const organization = 'org_local';
const clientId = 'client_local';
const audience = 'patchplane-local';

export async function startApproval(options: ApprovalOptions): Promise<Approval> {
  const clientSecret = `sk_${secret()}`;
  const identity = await startIdentityProvider({
    clientId,
    clientSecret,
    users: people,
    memberships: people.map(({ id }) => ({
      id: `om_${id}`,
      userId: id,
      organizationId: organization,
      role: 'maintainer',
      status: 'active',
    })),
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
      memberships: people.map(({ id }) => membershipOf(id)),
      githubAccounts: people.map(({ id, githubId }) => ({
        actorId: `workos:${id}`,
        githubAccountId: `github:${githubId}`,
      })),
    },
  });
  const secrets = { webhook: secret(), cron: secret() };
  const parts = { convex, identity, clientSecret, serverKey, secrets };
  const app = options.pages ? await openPages(options, parts) : await openListener(options, parts);
  identity.allowRedirect(new URL('/callback', app.url).href);
  return {
    url: app.url,
    convexUrl: convex.url,
    audience,
    secrets: parts.secrets,
    elapse: convex.elapse,
    ready: app.ready,
    async close() {
      await Promise.allSettled([app.close(), convex.close(), identity.close()]);
    },
  };
}

interface Parts {
  readonly convex: ConvexHost;
  readonly identity: IdentityProvider;
  readonly clientSecret: string;
  readonly serverKey: string;
  readonly secrets: Approval['secrets'];
}

function secret(): string {
  return randomBytes(20).toString('hex');
}

/** The handlers behind a listener of their own: for programs, and there at once. */
async function openListener(options: ApprovalOptions, parts: Parts) {
  const { convex, identity, clientSecret, serverKey } = parts;
  const app = await startApprovalApp({
    convexUrl: convex.url,
    identity: { apiUrl: identity.apiUrl, clientId, clientSecret },
    store: createEvidenceStore(options.r2),
    github: { apiUrl: options.github.apiUrl, ...options.githubApp },
    server: { privateKey: serverKey, audience },
    signingKey: options.signingKey,
    webhookSecret: parts.secrets.webhook,
    cronSecret: parts.secrets.cron,
    port: options.port,
    notice,
  });
  return { url: app.url, ready: Promise.resolve(), close: app.close };
}

/** The same handlers under the pages, in a process of their own. */
async function openPages(options: ApprovalOptions, parts: Parts) {
  const { convex, identity, clientSecret, serverKey } = parts;
  const pages = await openApprovalPages({
    port: options.port,
    identityApiUrl: identity.apiUrl,
    onStarted: options.onStarted,
    env: {
      CONVEX_URL: convex.url,
      WORKOS_CLIENT_ID: clientId,
      WORKOS_API_KEY: clientSecret,
      CLOUDFLARE_R2_ENDPOINT: options.r2.endpoint,
      CLOUDFLARE_R2_BUCKET: options.r2.bucket,
      CLOUDFLARE_R2_ACCESS_KEY_ID: options.r2.accessKeyId,
      CLOUDFLARE_R2_SECRET_ACCESS_KEY: options.r2.secretAccessKey,
      GITHUB_API_URL: options.github.apiUrl,
      GITHUB_APP_ID: options.githubApp.appId,
      GITHUB_PRIVATE_KEY: options.githubApp.privateKey,
      PATCHPLANE_SIGNING_KEY: options.signingKey,
      PATCHPLANE_SERVER_KEY: serverKey,
      PATCHPLANE_OIDC_AUDIENCE: audience,
      GITHUB_WEBHOOK_SECRET: parts.secrets.webhook,
      CRON_SECRET: parts.secrets.cron,
      PATCHPLANE_APP_NOTICE: notice,
    },
  });
  let plain: Awaited<ReturnType<typeof openListener>> | undefined;
  // A machine that can not build them still asks its person, by the plain page at the same place.
  const ready = pages.ready.catch(async () => {
    const port = Number(new URL(pages.url).port);
    plain = await openListener({ ...options, port }, parts);
  });
  ready.catch(() => undefined);
  return {
    url: pages.url,
    ready,
    close: async () => {
      await pages.close();
      await plain?.close();
    },
  };
}

const notice =
  'Local demo: everything on this page lives on this machine, and you are signed in as its only person.';

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

function membershipOf(userId: string) {
  return {
    id: `om_${userId}`,
    actorId: `workos:${userId}`,
    workspaceId: `workos:${organization}`,
    status: 'active' as const,
    role: 'maintainer' as const,
    roles: ['maintainer' as const],
    permissions: [...rolePermissions.maintainer],
  };
}
