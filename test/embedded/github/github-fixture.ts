import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RepositoryRef } from '../../../action/core/services/source-control-service.ts';
import {
  type BareRepository,
  createBareRepository,
} from '../../../action/embedded/github/bare-repository.ts';
import type { DispatchWorkflow } from '../../../action/embedded/github/forge.ts';
import { createGit, type Git } from '../../../action/embedded/github/git.ts';
import {
  type EmbeddedGitHub,
  type EmbeddedGitHubOptions,
  startGitHub,
} from '../../../action/embedded/github/start-github.ts';

export const sampleFiles = {
  'README.md': '# Pagination\n',
  'package.json': '{"name":"pagination","type":"module"}\n',
  'src/page.js': 'export const lastPage = (total, size) => Math.floor(total / size);\n',
  'docs/old.md': 'Old.\n',
  '.github/workflows/test.yml': 'on: push\n',
} as const;

/** Everybody who appears in these tests. */
export const users = [
  {
    login: 'mia-maintains',
    id: 31_415_926,
    type: 'User',
    permission: 'maintain',
    token: 'token-mia',
  },
  { login: 'will-writes', id: 11_223_344, type: 'User', permission: 'write' },
  { login: 'ada-administers', id: 99_887_766, type: 'User', permission: 'admin' },
  { login: 'tim-triages', id: 55_443_322, type: 'User', permission: 'triage' },
  { login: 'sam-reports', id: 27_182_818, type: 'User', permission: 'read', token: 'token-sam' },
  { login: 'eve-stranger', id: 66_666_666, type: 'User', permission: 'none' },
] as const;

export const tokens = [
  {
    token: 'token-propose',
    app: 'github-actions',
    permissions: { contents: 'read', issues: 'write', checks: 'write', metadata: 'read' },
  },
  {
    token: 'token-publish',
    app: 'github-actions',
    permissions: { contents: 'write', issues: 'write', checks: 'write', pull_requests: 'write' },
  },
  {
    token: 'token-other-app',
    app: 'look-alike',
    permissions: { contents: 'read', issues: 'write', checks: 'write' },
  },
  { token: 'token-dispatch', app: 'patchplane', permissions: { actions: 'write' } },
  { token: 'token-nothing', app: 'nobody', permissions: {} },
] as const;

export interface GitHubFixture {
  readonly github: EmbeddedGitHub;
  readonly repository: RepositoryRef;
  readonly start: BareRepository;
  /** The bare repository behind it, by git itself. */
  readonly git: Git;
  readonly folder: string;
  api(token: string, method: string, path: string, body?: unknown): Promise<Response>;
  stop(): Promise<void>;
}

export async function startSampleGitHub(
  onDispatch?: DispatchWorkflow,
  more: Partial<EmbeddedGitHubOptions> = {},
): Promise<GitHubFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'patchplane-github-'));
  const sample = join(folder, 'sample');
  await writeFiles(sample, sampleFiles);
  const bareDir = join(folder, 'repository.git');
  const start = await createBareRepository({ bareDir, defaultBranch: 'main', fromDir: sample });
  const github = await startGitHub({
    stateDir: join(folder, 'state'),
    repository: {
      owner: 'acme',
      name: 'pagination',
      id: 814_523_001,
      ownerId: 70_112_233,
      defaultBranch: 'main',
      bareDir,
    },
    users,
    tokens,
    ...(onDispatch ? { onDispatch } : {}),
    ...more,
  });
  return {
    github,
    repository: { externalId: '814523001', owner: 'acme', name: 'pagination' },
    start,
    git: createGit(bareDir),
    folder,
    api: (token, method, path, body) =>
      fetch(`${github.apiUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: async () => {
      await github.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
