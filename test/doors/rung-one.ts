import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { TrustReport } from '../../action/domain/trust-report.ts';
import { type EmbeddedGitHub, startGitHub } from '../../action/embedded/github/start-github.ts';
import { listen, shut } from '../../action/embedded/listen.ts';
import { answerChunks } from '../../action/embedded/model/answer-stream.ts';
import type { CassetteStep } from '../../action/embedded/model/cassette.ts';
import { readCassette } from '../../action/embedded/model/read-cassette.ts';
import { hostSource } from '../../action/embedded/source.ts';
import { sampleTask } from '../../action/embedded/trigger.ts';
import { toolCacheIn } from '../embedded/pi/tool-cache.ts';

const root = resolve(import.meta.dirname, '..', '..');
const owner = { login: 'acme', id: 9_000_001, type: 'Organization' } as const;
const person = { login: 'ada', id: 9_000_002, type: 'User' } as const;
const token = 'ghs_token-of-the-propose-job';

export const providerKey = 'sk-the-key-of-the-provider';

/** Everything that rung 1 has: GitHub, and a provider of models. */
export interface RungOne {
  readonly folder: string;
  readonly github: EmbeddedGitHub;
  /** What the provider was asked with. */
  readonly asked: readonly IncomingHttpHeaders[];
  /** The whole environment of the propose job, as its one YAML file gives it. */
  readonly environment: Readonly<Record<string, string>>;
  start(program: string): StartedDoor;
  /** The reports of the runs so far. */
  reports(): TrustReport[];
  jailFolders(): string[];
  close(): Promise<void>;
}

export interface StartedDoor {
  readonly process: ChildProcess;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

export async function openRungOne(cassette = 'fix-pagination'): Promise<RungOne> {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-rung-one-'));
  const temp = join(folder, 'temp');
  mkdirSync(temp);
  const github = await startRepository(folder);
  const provider = await startProvider(stepsOf(cassette));
  const environment = {
    ...jobEnvironment(github, folder),
    PATCHPLANE_AGENT_PROVIDER: 'openai-compatible',
    PATCHPLANE_AGENT_MODEL: 'scripted-1',
    PATCHPLANE_AGENT_BASE_URL: `${provider.url}/v1`,
    PATCHPLANE_AGENT_API_KEY: providerKey,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: await toolCacheIn(folder),
  };
  const runs = join(folder, 'state', 'runs');
  return {
    ...{ folder, github, environment },
    asked: provider.asked,
    start: (program) => startDoor(program, environment, folder),
    reports: () =>
      list(runs).map((name) =>
        TrustReport.parse(JSON.parse(readFileSync(join(runs, name, 'trust-report.json'), 'utf8'))),
      ),
    jailFolders: () => list(temp).filter((name) => name.startsWith('patchplane-jails-')),
    async close() {
      await Promise.allSettled([github.close(), provider.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startRepository(folder: string): Promise<EmbeddedGitHub> {
  const hosted = await hostSource({ kind: 'sample' }, folder);
  const { name, defaultBranch, bareDir } = hosted;
  return startGitHub({
    stateDir: join(folder, 'github'),
    repository: {
      owner: owner.login,
      name,
      id: 730_000_001,
      ownerId: owner.id,
      defaultBranch,
      bareDir,
    },
    users: [
      { ...owner, permission: 'admin' },
      { ...person, permission: 'write' },
    ],
    tokens: [
      {
        token,
        app: 'github-actions',
        permissions: {
          contents: 'read',
          issues: 'write',
          checks: 'write',
          metadata: 'read',
          actions: 'read',
        },
      },
    ],
  });
}

function jobEnvironment(github: EmbeddedGitHub, folder: string): Record<string, string> {
  const [title = '', ...body] = sampleTask.split('\n');
  const opened = github.createIssue({ title, body: body.join('\n').trim(), author: person.login });
  const { payload } = github.label(Number(opened['number']), person.login);
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(payload));
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    GITHUB_TOKEN: token,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_REPOSITORY: 'acme/pagination',
    GITHUB_REPOSITORY_ID: '730000001',
    GITHUB_RUN_ID: '1000',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_TRIGGERING_ACTOR: person.login,
    GITHUB_WORKFLOW_REF: 'acme/pagination/.github/workflows/patchplane.yml@refs/heads/main',
    GITHUB_EVENT_NAME: 'issues',
    GITHUB_EVENT_PATH: path,
    PATCHPLANE_STATE_DIR: join(folder, 'state'),
    PATCHPLANE_LOG: 'json',
  };
}

/** Answers each request with the next step, to whoever brings the key. */
async function startProvider(steps: readonly CassetteStep[]) {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    await textOf(request);
    const step = steps[asked.length];
    asked.push(request.headers);
    if (request.headers.authorization !== `Bearer ${providerKey}`) response.writeHead(401).end();
    else if (!step || 'status' in step || 'raw' in step) response.writeHead(500).end();
    else {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end([...answerChunks(step, { id: `answer-${asked.length}`, model: 'm' })].join(''));
    }
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return { url, asked, close: () => shut(server) };
}

function stepsOf(cassette: string): readonly CassetteStep[] {
  const places = ['examples/cassettes', 'test/fixtures/cassettes'];
  const place = places.find((each) => list(join(root, each)).includes(`${cassette}.json`));
  return readCassette(readFileSync(join(root, place ?? '', `${cassette}.json`), 'utf8')).steps;
}

function startDoor(
  program: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
): StartedDoor {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    ...{ cwd, env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  }
  const ended = new Promise<Awaited<StartedDoor['ended']>>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, ...said }));
  });
  return { process: child, ended };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
