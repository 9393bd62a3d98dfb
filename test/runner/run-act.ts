import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readAction } from '../house/workflow-files.ts';
import type { Stage } from './stage.ts';

export interface ActJob {
  /** A file of `examples/workflows`. */
  readonly workflow: string;
  readonly job: string;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** Login of the person behind the event. */
  readonly actor: string;
  /** What the runner itself knows, where act does not: of the stand-in, and of the run. */
  readonly environment: Readonly<Record<string, string>>;
  readonly token: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface ActRun {
  /** Ends with the exit code and everything that was printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly text: string }>;
  /** Resolves when this was printed; rejects where it ends without. */
  printed(text: string): Promise<void>;
  /** As Ctrl-C: cancels the job. */
  cancel(): void;
}

/** One job of a shipped workflow under act, in host mode: the real semantics of composite steps. */
export function runAct(act: string, stage: Stage, job: ActJob): ActRun {
  const child = spawn(act, argumentsOf(stage, job), {
    cwd: stage.repository,
    // Whatever act itself is started with leaks into the job.
    env: {
      PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
      HOME: stage.home,
      XDG_CACHE_HOME: stage.home,
      LANG: 'C.UTF-8',
    },
  });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      text += stripVTControlCharacters(String(bytes));
      for (const listener of listeners) listener();
    });
  const ended = new Promise<{ code: number | null; text: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
  });
  const deadline = setTimeout(() => child.kill('SIGKILL'), 300_000);
  void ended.finally(() => clearTimeout(deadline));
  return {
    ended,
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => text.includes(wanted) && resolve();
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`act ended without printing ${wanted}:\n${text}`)));
      }),
    cancel: () => void child.kill('SIGINT'),
  };
}

function argumentsOf(stage: Stage, job: ActJob): string[] {
  const payload = stage.write('event.json', JSON.stringify(job.event.payload));
  const upload = readAction().runs.steps.find(({ uses }) => uses?.includes('upload-artifact'));
  const environment = { ...job.environment, PATCHPLANE_TEST_ARTIFACTS: stage.artifacts };
  const secrets = { GITHUB_TOKEN: job.token, ...job.secrets };
  return [
    job.event.name,
    ...['--eventpath', payload, '--actor', job.actor, '--job', job.job],
    ...['--workflows', `.github/workflows/${job.workflow}`, '--defaultbranch', 'main'],
    ...['--platform', 'ubuntu-24.04=-self-hosted', '--platform', 'self-hosted=-self-hosted'],
    // No action is fetched: ours is the one that is tested, the other is known by its commit.
    ...['--action-offline-mode', '--no-cache-server'],
    ...['--local-repository', `patchplane/action@v1=${stage.action}`],
    ...['--local-repository', `${upload?.uses}=${stage.uploadArtifact}`],
    ...pairs('--env', environment),
    ...pairs('--secret', secrets),
    ...pairs('--var', job.variables ?? {}),
  ];
}

function pairs(flag: string, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
}
