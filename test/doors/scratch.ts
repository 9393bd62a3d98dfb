import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RunResult } from '../../action/domain/run-result.ts';

const root = resolve(import.meta.dirname, '..', '..');
const startDoor = join(root, 'action', 'entry', 'start.ts');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A start under way. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output has this; rejects when the process ends before. */
  saw(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  /** What Ctrl-C does: everybody in the foreground gets it. */
  interrupt(): void;
}

export interface LaunchOptions {
  /** Added to an environment that holds PATH and HOME only. */
  readonly env?: Readonly<Record<string, string>>;
  /** What to run instead of the start door, with the arguments after it. */
  readonly command?: readonly string[];
}

/** A folder of its own to start in: its runs, bundles and clouds are nobody else's. */
export interface Scratch {
  readonly folder: string;
  path(...names: readonly string[]): string;
  launch(args: readonly string[], options?: LaunchOptions): Running;
  start(args: readonly string[], options?: LaunchOptions): Promise<Ended>;
  /** Folders of clouds that nobody removed. */
  clouds(): string[];
  runs(): string[];
  /** `result.json`, decoded strictly. */
  result(name?: string): RunResult;
  close(): void;
}

export function createScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-door-'));
  const path = (...names: readonly string[]) => join(folder, ...names);
  const cache = join(root, '.patchplane', 'cache');
  mkdirSync(cache, { recursive: true });
  mkdirSync(path('.patchplane'));
  // Pi is fetched once for all.
  symlinkSync(cache, path('.patchplane', 'cache'));
  const launch: Scratch['launch'] = (args, { env = {}, command } = {}) => {
    const [program = process.execPath, ...first] = command ?? [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      startDoor,
    ];
    const child = spawn(program, [...first, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    return follow(child);
  };
  return {
    ...{ folder, path, launch },
    start: (args, options) => launch(args, options).ended,
    clouds: () => list(path('.patchplane', 'state')).filter((name) => name.startsWith('cloud-')),
    runs: () => list(path('.patchplane', 'state', 'runs')),
    result: (name = 'result.json') => RunResult.parse(JSON.parse(readFileSync(path(name), 'utf8'))),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function follow(child: ChildProcess): Running {
  let stdout = '';
  let stderr = '';
  let over = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    tell();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      over = true;
      tell();
      done({ code, stdout, stderr });
    });
  });
  const pid = child.pid ?? 0;
  return {
    pid,
    ended,
    saw: (pattern) =>
      new Promise((found, missed) => {
        const look = () => {
          const match = pattern.exec(stdout);
          if (!match && !over) return;
          listeners.delete(look);
          if (match) found(match);
          else missed(new Error(`it ended without ${pattern}: ${stdout}${stderr}`));
        };
        listeners.add(look);
        look();
      }),
    kill: (signal) => void child.kill(signal),
    interrupt: () => void process.kill(-pid, 'SIGINT'),
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
