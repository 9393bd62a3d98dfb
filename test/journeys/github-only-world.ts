import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitHubEvent } from '../../action/embedded/github/forge.ts';
import { type EmbeddedGitHub, startGitHub } from '../../action/embedded/github/start-github.ts';
import { hostSource } from '../../action/embedded/source.ts';
import { toolCacheIn } from '../embedded/pi/tool-cache.ts';
import { type EndedJob, type StartedJob, startJob } from './action-job.ts';
import { type ScriptedProvider, startScriptedProvider } from './scripted-provider.ts';

const key = 'sk-the-key-of-the-provider';
const workflowPath = '.github/workflows/patchplane.yml';
const tokens = { propose: 'ghs_token-of-the-propose-job', publish: 'ghs_token-of-the-publish-job' };
const repository = { owner: 'acme', name: 'pagination', id: 730_000_001, ownerId: 9_000_001 };

/** A repository on GitHub with PatchPlane's one YAML file, and nothing else in the world. */
export interface GitHubOnly {
  readonly github: EmbeddedGitHub;
  readonly provider: ScriptedProvider;
  /** A new issue with this title, by somebody who reported it. */
  open(title: string, body?: string): number;
  /** Starts the job that the event fires; the runner's own steps around it included. */
  start(event: GitHubEvent, options?: JobOptions): Promise<StartedJob>;
  /** The same, to its end. */
  run(event: GitHubEvent, options?: JobOptions): Promise<EndedJob>;
  /** Everything that we wrote on an issue, in order. */
  commentsOn(issue: number): readonly string[];
  labelsOf(issue: number): readonly string[];
  checksOf(runId: string | undefined): readonly Check[];
  close(): Promise<void>;
}

export interface JobOptions {
  readonly job?: 'propose' | 'publish';
  /** A cassette. */
  readonly model?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Something that happens to the workflow run before the job starts. */
  readonly prepare?: (githubRunId: number) => void;
}

type Check = ReturnType<EmbeddedGitHub['state']>['checks'][number];

export async function openGitHubOnly(): Promise<GitHubOnly> {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-github-only-'));
  const provider = await startScriptedProvider(key);
  const working = new Map<number, StartedJob>();
  const github = await openGitHub(folder, (id) => working.get(id)?.process.kill('SIGTERM'));
  const common = {
    ...environmentOf(github),
    RUNNER_TOOL_CACHE: await toolCacheIn(folder),
    PATCHPLANE_AGENT_BASE_URL: provider.baseUrl,
  };

  const start: GitHubOnly['start'] = async (event, options = {}) => {
    const { job = 'propose', model = 'fix-pagination', environment = {} } = options;
    const actor = senderOf(event);
    const githubRunId = await github.startRun({ path: workflowPath, event: event.name, actor });
    options.prepare?.(githubRunId);
    const started = startJob({
      folder: join(folder, `machine-${githubRunId}`),
      ...{ event, githubRunId },
      environment: {
        ...common,
        GITHUB_TOKEN: tokens[job],
        GITHUB_TRIGGERING_ACTOR: actor,
        PATCHPLANE_COMMAND: job,
        PATCHPLANE_AGENT_MODEL: model,
        ...environment,
      },
    });
    working.set(githubRunId, started);
    return { ...started, ended: started.ended.then((ended) => leave(github, ended)) };
  };
  return {
    ...{ github, provider, start },
    open: (title, body = 'With 9 items and a page size of 3, `pageCount` says 4.') => {
      github.openIssue({ title, body, by: 'sam-reports' });
      return github.state().issues.at(-1)?.number ?? 0;
    },
    run: async (event, options) => await (await start(event, options)).ended,
    ...looking(github),
    async close() {
      for (const { process } of working.values()) if (process.exitCode === null) process.kill();
      await Promise.allSettled([github.close(), provider.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the steps after the door do: the upload, and then the workflow run is over. */
async function leave(github: EmbeddedGitHub, ended: EndedJob): Promise<EndedJob> {
  const { code, outputs, githubRunId } = ended;
  const { 'bundle-path': folder, 'run-id': runId, state } = outputs;
  const suffix = state === 'awaiting-decision' ? '' : `-${state}`;
  if (folder)
    await github.uploadArtifact({
      runId: githubRunId,
      name: `patchplane-${runId}${suffix}`,
      folder,
    });
  github.changeRun(githubRunId, {
    status: 'completed',
    conclusion: code === 0 ? 'success' : 'failure',
  });
  return ended;
}

function looking(github: EmbeddedGitHub): Pick<GitHubOnly, 'commentsOn' | 'labelsOf' | 'checksOf'> {
  return {
    commentsOn: (number) =>
      github
        .state()
        .comments.filter(
          ({ issue, author }) => issue === number && author.login === 'github-actions[bot]',
        )
        .map(({ body }) => body),
    labelsOf: (number) =>
      github.state().issues.find((issue) => issue.number === number)?.labels ?? [],
    checksOf: (runId) =>
      github.state().checks.filter(({ externalId }) => externalId.includes(runId ?? 'no run')),
  };
}

async function openGitHub(
  folder: string,
  onCancel: (runId: number) => void,
): Promise<EmbeddedGitHub> {
  const { bareDir, defaultBranch } = await hostSource({ kind: 'sample' }, folder);
  mkdirSync(join(folder, 'github'));
  return await startGitHub({
    stateDir: join(folder, 'github'),
    repository: { ...repository, bareDir, defaultBranch },
    users: [
      { login: 'acme', id: repository.ownerId, type: 'Organization', permission: 'admin' },
      { login: 'mia-maintains', id: 31_415_926, type: 'User', permission: 'maintain' },
      { login: 'will-writes', id: 11_223_344, type: 'User', permission: 'write' },
      { login: 'wanda-writes', id: 16_180_339, type: 'User', permission: 'write' },
      { login: 'tim-triages', id: 55_443_322, type: 'User', permission: 'triage' },
      { login: 'sam-reports', id: 27_182_818, type: 'User', permission: 'read' },
    ],
    tokens: [
      { token: tokens.propose, app: 'github-actions', permissions: proposePermissions },
      { token: tokens.publish, app: 'github-actions', permissions: publishPermissions },
    ],
    onCancel,
  });
}

/** As in `examples/workflows/minimal.yml`. */
const proposePermissions = {
  metadata: 'read',
  contents: 'read',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  actions: 'write',
} as const;
const publishPermissions = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  actions: 'read',
} as const;

function environmentOf(github: EmbeddedGitHub): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: github.apiUrl,
    // GitHub's own client for artifacts takes any other name for an Enterprise Server.
    GITHUB_SERVER_URL: github.serverUrl.replace('127.0.0.1', 'github.localhost'),
    GITHUB_REPOSITORY: `${repository.owner}/${repository.name}`,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_WORKFLOW_REF: `acme/pagination/${workflowPath}@refs/heads/main`,
    PATCHPLANE_AGENT_PROVIDER: 'openai-compatible',
    PATCHPLANE_AGENT_API_KEY: key,
  };
}

function senderOf({ payload }: GitHubEvent): string {
  const sender = 'sender' in payload ? payload['sender'] : undefined;
  if (typeof sender === 'object' && sender !== null && 'login' in sender) return `${sender.login}`;
  throw new TypeError('the event has no sender');
}
