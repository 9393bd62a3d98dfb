import { createHash } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';
import { fetchTarball } from './fetch-tarball.ts';
import { npmPack, type OnStarted } from './npm-pack.ts';
import { tarballUrl } from './registry.ts';

export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` of the tarball, as in a lockfile. */
  readonly integrity: string;
  /** A file that must be in the package. */
  readonly entry: string;
}

export interface Sources {
  /** Asked first, without npm; undefined where only npm knows how. */
  readonly registry: string | undefined;
  /** How npm is run here: program and first arguments. */
  readonly npm: readonly string[];
  /** An empty folder for npm to work in. */
  readonly folder: string;
  readonly onStarted?: OnStarted | undefined;
}

/** The tarball's bytes, checked: no registry is believed, and nothing of the package is run. */
export async function downloadPackage(
  wanted: PinnedPackage,
  { registry, npm, folder, onStarted }: Sources,
): Promise<Buffer> {
  const direct = registry ? await fetchTarball(tarballUrl(registry, wanted)) : undefined;
  // An answer that is not the package may be a login page: npm may get past it.
  if (direct && integrityOf(direct) === wanted.integrity) return direct;
  const bytes = await npmPack(wanted, npm, folder, onStarted);
  const integrity = integrityOf(bytes);
  if (integrity !== wanted.integrity) {
    throw new Failure({
      code: 'tampered',
      tell: `The registry's ${wanted.name}@${wanted.version} is not the pinned package (${integrity}); do not use it, and check the npm registry that is configured.`,
    });
  }
  return bytes;
}

function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}
