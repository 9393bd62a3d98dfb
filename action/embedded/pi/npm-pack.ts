import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { npmEnvironment } from './npm-environment.ts';

/** Told of npm's process, which would go on downloading without us. */
export type OnStarted = (pid: number | undefined, ended: Promise<unknown>) => void;

interface Wanted {
  readonly name: string;
  readonly version: string;
}

const timeoutMs = 5 * 60_000;

/**
 * The tarball as `npm pack` fetches it, from the registry and with the credentials that the
 * user's own npm configuration names. None of its scripts is run.
 */
export async function npmPack(
  wanted: Wanted,
  npm: readonly string[],
  folder: string,
  onStarted: OnStarted = () => undefined,
): Promise<Buffer> {
  // npm takes the nearest package.json for the project: without this one it could be the
  // checkout's, whose `.npmrc` would say where to go with which of the job's variables.
  await writeFile(join(folder, 'package.json'), '{}');
  await pack(wanted, npm, folder, onStarted);
  const names = await readdir(folder);
  const tarball = names.find((name) => name.endsWith('.tgz'));
  if (!tarball) throw failed(wanted, 'npm pack left no tarball');
  return readFile(join(folder, tarball));
}

async function pack(
  wanted: Wanted,
  [command = 'npm', ...before]: readonly string[],
  folder: string,
  onStarted: OnStarted,
): Promise<void> {
  const options = ['--ignore-scripts', '--silent', '--pack-destination', folder];
  const child = spawn(
    command,
    [...before, 'pack', `${wanted.name}@${wanted.version}`, ...options],
    {
      cwd: folder,
      env: npmEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeoutMs,
    },
  );
  onStarted(child.pid, new Promise((resolve) => child.once('exit', resolve)));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-2_000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => reject(failed(wanted, `${command} did not start`, cause)));
    child.once('close', resolve);
  });
  if (code !== 0) throw failed(wanted, `npm pack ended with ${code ?? 'a time-out'}. ${said}`);
}

function failed({ name, version }: Wanted, because: string, cause?: unknown): Failure {
  const line = because.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return new Failure({
    code: 'unavailable',
    tell: `Pi could not be fetched: ${line}. Check that "npm view ${name}@${version}" works here.`,
    retryable: true,
    cause,
  });
}
