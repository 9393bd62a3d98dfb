import { access, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadPackage, type PinnedPackage } from './pi/download.ts';
import type { OnStarted } from './pi/npm-pack.ts';
import { pinnedPi } from './pi/pinned.ts';
import { registryOf } from './pi/registry.ts';
import { unpackTarball } from './pi/unpack.ts';

export interface PiPackageOptions {
  readonly cacheDir: string;
  /** How npm is run here: program and first arguments. */
  readonly npm?: readonly string[];
  /** The npm registry, asked without npm; null: only npm is asked. */
  readonly registry?: string | null;
  readonly wanted?: PinnedPackage;
  readonly onStarted?: OnStarted;
}

const abandonedAfterMs = 60 * 60_000;

/**
 * The folder of Pi's unpacked package, fetched and checked on first use. It is put in place by
 * one rename: a folder that exists is whole, and of two that try at once one wins.
 */
export async function ensurePi(options: PiPackageOptions): Promise<string> {
  const wanted = options.wanted ?? pinnedPi;
  const folder = join(options.cacheDir, folderName(wanted));
  if (await exists(join(folder, wanted.entry))) return folder;
  await mkdir(options.cacheDir, { recursive: true });
  await removeAbandoned(options.cacheDir);
  const attempt = await mkdtemp(join(options.cacheDir, 'fetching-'));
  try {
    const download = join(attempt, 'download');
    const unpacked = join(attempt, 'package');
    await mkdir(download);
    await mkdir(unpacked);
    const tarball = await downloadPackage(wanted, {
      registry:
        options.registry === undefined ? registryOf(process.env) : (options.registry ?? undefined),
      npm: options.npm ?? ['npm'],
      folder: download,
      onStarted: options.onStarted,
    });
    await unpackTarball(tarball, unpacked);
    await putInPlace(unpacked, folder, wanted);
  } finally {
    await rm(attempt, { recursive: true, force: true });
  }
  return folder;
}

/** The integrity is part of the name: another pin never finds this one's files. */
function folderName({ version, integrity }: PinnedPackage): string {
  const short = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return `pi-${version}-${short.slice(0, 16)}`;
}

async function putInPlace(from: string, to: string, { entry }: PinnedPackage): Promise<void> {
  try {
    await rename(from, to);
  } catch {
    // Somebody else was faster: theirs was checked like ours.
    if (await exists(join(to, entry))) return;
    // Somebody deleted files from it: it is of no use to anyone.
    await rm(to, { recursive: true, force: true });
    await rename(from, to);
  }
}

/** What an interrupted attempt left. */
async function removeAbandoned(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith('fetching-')) continue;
    const path = join(cacheDir, name);
    const made = await stat(path).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > abandonedAfterMs)
      await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
