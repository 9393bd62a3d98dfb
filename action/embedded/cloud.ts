import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { createSigner } from '../../approval-app/server/signer.ts';
import { pinnedKeysPath } from '../domain/dsse-envelope.ts';
import type { Upstream } from '../domain/model-upstream.ts';
import type { RepositoryPermission } from '../domain/permission.ts';
import { type Approval, startApproval } from './approval.ts';
import { type EmbeddedDaytona, startDaytona } from './daytona/start-daytona.ts';
import { createDispatches, type Dispatches, type DispatchListeners } from './dispatches.ts';
import { botAccount } from './github/account.ts';
import { type EmbeddedGitHub, startGitHub } from './github/start-github.ts';
import type { Guardian } from './guardian.ts';
import { type JobEnvironments, jobEnvironments } from './job-environments.ts';
import type { Cassette } from './model/cassette.ts';
import { type ModelRoute, startModelRoute } from './model/model-route.ts';
import { startOidcIssuer } from './oidc/start-oidc-issuer.ts';
import { ensurePi } from './pi-package.ts';
import { startR2 } from './r2/start-r2.ts';
import { type Hosted, hostSource, type Source } from './source.ts';
import { makeStateFolder } from './state-folder.ts';

export interface CloudOptions extends DispatchListeners {
  /** Runs, bundles and this cloud's own files. */
  readonly stateDir: string;
  /** What is downloaded once: Pi. */
  readonly cacheDir: string;
  readonly source: Source;
  readonly model:
    | { readonly kind: 'cassette'; readonly cassette: Cassette }
    | { readonly kind: 'upstream'; readonly upstream: Upstream };
  /** Port of the approval page; 0 takes a free one. */
  readonly port: number;
  /** Whether a person will look: their pages are built while the agent works. */
  readonly pages?: boolean;
  /** Whether the sample pins the key that decisions are signed with, as a repository should. */
  readonly pinKeys?: boolean;
  /** What the person who puts the label on may do on the repository. */
  readonly requesterPermission?: RepositoryPermission;
  readonly guardian: Guardian;
}

/** Every vendor that the loop needs, on loopback, speaking the vendor's wire. */
export interface Cloud {
  readonly github: EmbeddedGitHub;
  readonly daytona: EmbeddedDaytona;
  readonly model: ModelRoute;
  readonly approval: Approval;
  readonly hosted: Hosted;
  readonly jobs: JobEnvironments;
  readonly publishing: Dispatches['publishing'];
  readonly folder: string;
  close(): Promise<void>;
}

export const owner = { login: 'acme', id: 9_000_001, type: 'Organization' } as const;
export const requester = { login: 'ada', id: 9_000_002, type: 'User' } as const;
const repositoryId = 730_000_001;
/** The approval app's own App: it starts workflows, and may do nothing else. */
const githubApp = {
  id: 730_001,
  slug: 'patchplane-approval',
  installationId: 730_002,
  permissions: { actions: 'write', metadata: 'read' },
} as const;

/** Starts everything, or nothing: when one part can not start, those that did are stopped. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const folder = makeStateFolder(options.stateDir);
  options.guardian.remove(folder);
  const parts = createParts();
  try {
    const cloud = await startParts(options, folder, parts.opened);
    return { ...cloud, folder, close: parts.close };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

type Opened = <Part extends { close(): Promise<void> }>(starting: Promise<Part>) => Promise<Part>;

async function startParts(
  options: CloudOptions,
  folder: string,
  opened: Opened,
): Promise<Omit<Cloud, 'folder' | 'close'>> {
  const keys = makeKeys();
  const { onDispatch, publishing } = createDispatches(
    options,
    `${githubApp.slug}[bot]`,
    () => github,
  );
  const [hosted, piDir] = await Promise.all([
    hostSource(options.source, folder, options.pinKeys ? pinning(keys.signing) : {}),
    ensurePi({ cacheDir: options.cacheDir, onStarted: options.guardian.watchUntil }),
  ]);
  const [github, daytona, model, r2, oidc] = await Promise.all([
    opened(startGitHub({ ...githubOptions(options, folder, hosted, keys), onDispatch })),
    opened(
      startDaytona({
        stateDir: folder,
        apiKey: keys.daytona,
        nodeBin: process.execPath,
        piDir,
        onStarted: options.guardian.watchUntil,
        ...npmFolder(),
      }),
    ),
    opened(startModelRoute({ adminKey: keys.admin, ...modelOf(options) })),
    opened(startR2({ stateDir: folder })),
    opened(startOidcIssuer()),
  ]);
  const repository = repositoryOf(hosted);
  const approval = await opened(
    startApproval({
      repository,
      oidc,
      r2,
      github,
      githubApp: { appId: String(githubApp.id), privateKey: keys.app.privateKey },
      signingKey: keys.signing,
      port: options.port,
      pages: options.pages ?? false,
      onStarted: options.guardian.watchUntil,
    }),
  );
  const jobs = jobEnvironments({
    ...{ repository, github, daytona, model, r2, oidc, approval, keys },
    approvalBot: botAccount(githubApp).id,
    stateDir: resolve(options.stateDir),
    folder,
    compileCache: join(resolve(options.cacheDir), 'compile'),
    agent: agentOf(options),
  });
  return { github, daytona, model, approval, hosted, jobs, publishing };
}

/** Remembers what was started, to stop it in the opposite order. */
function createParts(): { opened: Opened; close: () => Promise<void> } {
  const closers: (() => Promise<void>)[] = [];
  return {
    async opened(starting) {
      const part = await starting;
      closers.push(() => part.close());
      return part;
    },
    async close() {
      await Promise.allSettled(closers.reverse().map((end) => end()));
    },
  };
}

function makeKeys() {
  return {
    admin: secret(),
    daytona: `dtn_${secret()}`,
    propose: `ghs_${secret()}`,
    publish: `ghs_${secret()}`,
    signing: newSigningKey(),
    app: generateKeyPairSync('rsa', {
      modulusLength: 2_048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    }),
  };
}

function pinning(signingKey: string): Record<string, string> {
  return { [pinnedKeysPath]: `${JSON.stringify(createSigner(signingKey).pinned, null, 2)}\n` };
}

function repositoryOf({ name, defaultBranch }: Hosted) {
  return { owner: owner.login, name, id: repositoryId, ownerId: owner.id, defaultBranch };
}

function githubOptions(
  { requesterPermission = 'write' }: CloudOptions,
  folder: string,
  hosted: Hosted,
  keys: ReturnType<typeof makeKeys>,
): Parameters<typeof startGitHub>[0] {
  return {
    stateDir: join(folder, 'github'),
    repository: {
      owner: owner.login,
      name: hosted.name,
      id: repositoryId,
      ownerId: owner.id,
      defaultBranch: hosted.defaultBranch,
      bareDir: hosted.bareDir,
    },
    users: [
      { ...owner, permission: 'admin' },
      { ...requester, permission: requesterPermission },
    ],
    tokens: [
      // The job that runs agents can read code and say things; it can not write code.
      {
        token: keys.propose,
        app: 'github-actions',
        permissions: {
          contents: 'read',
          issues: 'write',
          pull_requests: 'read',
          checks: 'write',
          actions: 'read',
          metadata: 'read',
        },
      },
      {
        token: keys.publish,
        app: 'github-actions',
        permissions: {
          contents: 'write',
          issues: 'write',
          pull_requests: 'write',
          checks: 'write',
          actions: 'read',
          metadata: 'read',
        },
      },
    ],
    apps: [{ ...githubApp, publicKey: keys.app.publicKey }],
  };
}

function modelOf({ model }: CloudOptions) {
  return model.kind === 'cassette' ? { cassette: model.cassette } : { upstream: model.upstream };
}

function agentOf({ model }: CloudOptions): { provider: string; model: string } {
  return model.kind === 'cassette'
    ? { provider: 'cassette', model: model.cassette.model }
    : { provider: model.upstream.provider, model: model.upstream.model };
}

/** The npm that started us, so that `npm test` works inside a sandbox too. */
function npmFolder(): { npmDir?: string } {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('npm-cli.js') ? { npmDir: resolve(cli, '..', '..') } : {};
}

function secret(): string {
  return randomBytes(20).toString('hex');
}
