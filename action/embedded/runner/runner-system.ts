import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { findProgram } from '../find-program.ts';

/** The machine that jails are made on, as far as making them work touches it. */
export interface RunnerSystem {
  readonly platform: string;
  /** `uname -r`: a jail shares this kernel with everything else on the machine. */
  readonly kernel: string;
  readonly isRoot: boolean;
  /** Absolute path of a program; also from where administrators' programs are. */
  find(program: string): string | undefined;
  /** Undefined for a file that is not there or may not be read. */
  readText(path: string): string | undefined;
  /** Never throws: a program that did not start or took too long has the status null. */
  run(argv: readonly string[], options: RunOptions): Promise<Ran>;
  /** One line for the person who waits. */
  note(text: string): void;
}

export interface RunOptions {
  readonly timeoutMs: number;
  readonly stdin?: string;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Often not in the PATH of a person or a job. */
const administrators = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

export function createRunnerSystem(path: string, note: (text: string) => void): RunnerSystem {
  const folders = [path, ...administrators].join(':');
  return {
    platform: process.platform,
    kernel: release(),
    isRoot: process.getuid?.() === 0,
    find: (program) => findProgram(program, folders),
    readText(file) {
      try {
        return readFileSync(file, 'utf8');
      } catch {
        return undefined;
      }
    },
    run: (argv, options) => run(argv, options, folders),
    note,
  };
}

const keptBytes = 64 * 1024;

/** The job's variables, secrets among them, are nothing to a package manager. */
function run(
  [program = '', ...rest]: readonly string[],
  { timeoutMs, stdin }: RunOptions,
  path: string,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: '/',
      env: { PATH: path, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        said[stream] = `${said[stream]}${text}`.slice(0, keptBytes);
      });
    }
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
    child.once('error', (error) => resolve({ status: null, stdout: '', stderr: error.message }));
    child.once('close', (status) => resolve({ status, ...said }));
  });
}
