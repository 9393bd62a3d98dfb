import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBareRepository } from '../../action/embedded/github/bare-repository.ts';
import { type EmbeddedGitHub, startGitHub } from '../../action/embedded/github/start-github.ts';
import { root } from '../house/tree.ts';
import { readWorkflow } from '../house/workflow-files.ts';

/** GitHub as the workflows meet it: tokens can do what a job's `permissions:` say, and no more. */
export interface World {
  readonly github: EmbeddedGitHub;
  readonly repository: {
    readonly externalId: string;
    readonly owner: string;
    readonly name: string;
  };
  /** The default branch's commit. */
  readonly headSha: string;
  /** What a runner of GitHub's knows, and act does not. */
  environment(workflow: string): Readonly<Record<string, string>>;
  token(workflow: string, job: string): string;
  close(): Promise<void>;
}

const id = 814_523_001;
const fullName = 'acme/pagination';

export async function openWorld(workflows: readonly string[]): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-world-'));
  const bareDir = join(folder, 'repository.git');
  const fromDir = join(root, 'examples', 'sample-repo');
  const { commit } = await createBareRepository({ bareDir, defaultBranch: 'main', fromDir });
  const github = await startGitHub({
    stateDir: join(folder, 'github'),
    repository: {
      owner: 'acme',
      name: 'pagination',
      id,
      ownerId: 9_000_001,
      defaultBranch: 'main',
      bareDir,
    },
    users: [
      { login: 'acme', id: 9_000_001, type: 'Organization', permission: 'admin' },
      { login: 'mia-maintains', id: 31_415_926, type: 'User', permission: 'maintain' },
      { login: 'will-writes', id: 11_223_344, type: 'User', permission: 'write' },
      { login: 'sam-reports', id: 27_182_818, type: 'User', permission: 'read' },
    ],
    tokens: workflows.flatMap(tokensOf),
  });
  return {
    github,
    repository: { externalId: String(id), owner: 'acme', name: 'pagination' },
    headSha: commit,
    environment: (workflow) => ({
      GITHUB_API_URL: github.apiUrl,
      // GitHub's own client for artifacts takes any other name for an Enterprise Server.
      GITHUB_SERVER_URL: github.serverUrl.replace('127.0.0.1', 'github.localhost'),
      GITHUB_REPOSITORY: fullName,
      GITHUB_REPOSITORY_ID: String(id),
      GITHUB_WORKFLOW_REF: `${fullName}/.github/workflows/${workflow}@refs/heads/main`,
    }),
    token: tokenOf,
    close: async () => {
      await github.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tokenOf(workflow: string, job: string): string {
  return `ghs_${workflow}_${job}_0000000000`.replaceAll(/[^A-Za-z0-9_]/g, '0');
}

/** A `GITHUB_TOKEN` for each job, with exactly the permissions that its file gives it. */
function tokensOf(workflow: string) {
  const { jobs } = readWorkflow(`examples/workflows/${workflow}`);
  return Object.entries(jobs).map(([job, { permissions = {} }]) => ({
    token: tokenOf(workflow, job),
    app: 'github-actions',
    permissions: {
      metadata: 'read' as const,
      ...Object.fromEntries(
        Object.entries(permissions).map(([name, level]) => [
          name.replaceAll('-', '_'),
          access(level),
        ]),
      ),
    },
  }));
}

function access(level: string): 'read' | 'write' {
  return level === 'write' ? 'write' : 'read';
}
