import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GitHubEvent } from '../../action/embedded/github/forge.ts';

const entry = resolve(import.meta.dirname, '..', '..', 'action', 'entry');

/** What became of a job of the action: what a person sees of it, and what later steps get. */
export interface EndedJob {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The page of the workflow run. */
  readonly summary: string;
  readonly githubRunId: number;
}

export interface StartedJob {
  readonly githubRunId: number;
  readonly process: ChildProcess;
  readonly ended: Promise<EndedJob>;
  /** The step after the door, which closes what that left open. */
  finish(outcome: 'success' | 'failure' | 'cancelled'): Promise<EndedJob>;
}

export interface JobOrder {
  /** A folder of its own, since each job has a machine of its own. */
  readonly folder: string;
  readonly event: GitHubEvent;
  readonly githubRunId: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs the action's program for one event, as the composite action's step does. */
export function startJob({ folder, event, githubRunId, environment }: JobOrder): StartedJob {
  mkdirSync(folder, { recursive: true });
  const eventPath = join(folder, 'event.json');
  writeFileSync(eventPath, JSON.stringify(event.payload));
  const common = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    RUNNER_TEMP: folder,
    PATCHPLANE_STATE_DIR: join(folder, 'patchplane'),
    GITHUB_RUN_ID: String(githubRunId),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventPath,
    ...environment,
  };
  const step = (program: string, extra: Readonly<Record<string, string>>) =>
    startStep(program, { folder, githubRunId, environment: { ...common, ...extra } });
  const door = step('action.ts', {});
  return {
    ...door,
    githubRunId,
    finish: (outcome) =>
      step('finish.ts', { PATCHPLANE_JOB_STATUS: outcome, PATCHPLANE_DOOR_OUTCOME: outcome }).ended,
  };
}

interface Step {
  readonly folder: string;
  readonly githubRunId: number;
  readonly environment: Readonly<Record<string, string>>;
}

function startStep(program: string, { folder, githubRunId, environment }: Step) {
  const files = {
    GITHUB_OUTPUT: join(folder, `${program}.output`),
    GITHUB_STEP_SUMMARY: join(folder, `${program}.md`),
  };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(entry, program)],
    { cwd: folder, env: { ...environment, ...files }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  const ended = new Promise<EndedJob>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) =>
      done({
        ...{ code, ...said, githubRunId },
        outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, 'utf8')),
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
      }),
    );
  });
  return { process: child, ended };
}

function outputsIn(text: string): Record<string, string> {
  const found = text.matchAll(/^([a-z0-9-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...found].map(([, name = '', , value = '']) => [name, value]));
}
