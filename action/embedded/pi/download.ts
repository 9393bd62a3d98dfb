import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';

export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` of the tarball, as in a lockfile. */
  readonly integrity: string;
  /** A file that must be in the package. */
  readonly entry: string;
}

/** Told of npm's process, which would go on downloading without us. */
export type OnStarted = (pid: number | undefined, ended: Promise<unknown>) => void;

const timeoutMs = 5 * 60_000;

/**
 * The tarball's bytes, checked. `npm pack` fetches it from the registry that the user's own
 * npm configuration names, and runs none of its scripts; no registry is believed.
 */
export async function downloadPackage(
  wanted: PinnedPackage,
  npm: readonly string[],
  folder: string,
  onStarted: OnStarted = () => undefined,
): Promise<Buffer> {
  await pack(wanted, npm, folder, onStarted);
  const names = await readdir(folder);
  const tarball = names.find((name) => name.endsWith('.tgz'));
  if (!tarball) throw failed(wanted, 'npm pack left no tarball');
  const bytes = await readFile(join(folder, tarball));
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (integrity !== wanted.integrity) {
    throw new Failure({
      code: 'tampered',
      tell: `The registry's ${wanted.name}@${wanted.version} is not the pinned package (${integrity}); do not use it, and check the npm registry that is configured.`,
    });
  }
  return bytes;
}

async function pack(
  wanted: PinnedPackage,
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

function failed({ name, version }: PinnedPackage, because: string, cause?: unknown): Failure {
  const line = because.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return new Failure({
    code: 'unavailable',
    tell: `Pi could not be fetched: ${line}. Check that "npm view ${name}@${version}" works here.`,
    retryable: true,
    cause,
  });
}
