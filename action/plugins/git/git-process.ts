import { Buffer } from 'node:buffer';
import { type ChildProcess, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../domain/failure.ts';

export interface GitCall {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Written to standard input, which is then closed. */
  readonly input?: Iterable<Uint8Array>;
  readonly cwd?: string;
  readonly timeoutSeconds?: number;
  readonly maxOutputBytes?: number;
}

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: Buffer;
  /** At most 8 KB, decoded leniently; holds the remote's own words: never print it as it is. */
  readonly stderr: string;
}

const maxErrorBytes = 8 * 1024;

/**
 * Runs git with an argument vector, no shell, and bounds on time and output. Every exit code
 * is an answer; `Failure` is `misconfigured` (no git), `timeout`, `too-large` or
 * `unavailable` (killed by somebody else).
 */
export async function runGit(gitBin: string, call: GitCall): Promise<GitAnswer> {
  const child = spawn(gitBin, call.args, {
    env: call.environment,
    cwd: call.cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own process group, so that a transport helper of git ends together with it.
    detached: true,
  });
  const verb = call.args[0] ?? 'git';
  const stop = { because: undefined as undefined | Failure };
  const halt = (because: Failure) => {
    stop.because ??= because;
    killGroup(child);
  };
  const timer = setTimeout(
    () => halt(tooSlow(verb, call.timeoutSeconds ?? 60)),
    (call.timeoutSeconds ?? 60) * 1000,
  );
  try {
    const maxOutputBytes = call.maxOutputBytes ?? 64 * 1024 * 1024;
    const [exitCode, stdout, stderr] = await Promise.all([
      exitOf(child),
      collect(child.stdout, maxOutputBytes, () => halt(tooMuch(verb, maxOutputBytes))),
      collect(child.stderr, maxErrorBytes, () => undefined),
      feed(child, call.input ?? []),
    ]);
    if (stop.because) throw stop.because;
    if (exitCode === null) throw killed(verb);
    return { exitCode, stdout, stderr: stderr.toString('utf8') };
  } finally {
    clearTimeout(timer);
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(
        new Failure({
          code: 'misconfigured',
          tell: 'git could not be started: install git 2.32 or newer on this machine.',
          cause,
        }),
      ),
    );
    child.once('close', (code) => resolve(code));
  });
}

async function collect(stream: Readable, limit: number, over: () => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    const room = limit - size;
    if (bytes.length > room) over();
    if (room > 0) chunks.push(bytes.subarray(0, room));
    size += Math.min(bytes.length, room);
  }
  return Buffer.concat(chunks);
}

/** A git that ends early closes its input; its exit code and words say why, not our EPIPE. */
async function feed(child: ChildProcess, input: Iterable<Uint8Array>): Promise<void> {
  if (!child.stdin) return;
  try {
    await pipeline(Readable.from(input), child.stdin);
  } catch {
    child.stdin.destroy();
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

function tooSlow(verb: string, seconds: number): Failure {
  return new Failure({
    code: 'timeout',
    retryable: true,
    tell: `git ${verb} did not finish within ${seconds} seconds.`,
  });
}

function tooMuch(verb: string, bytes: number): Failure {
  return new Failure({
    code: 'too-large',
    tell: `git ${verb} answered with more than ${bytes} bytes.`,
  });
}

function killed(verb: string): Failure {
  return new Failure({
    code: 'unavailable',
    retryable: true,
    tell: `git ${verb} was killed before it finished.`,
  });
}
