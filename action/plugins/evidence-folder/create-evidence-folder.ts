import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactsService, StoredArtifact } from '../../core/services/artifacts-service.ts';
import { Failure } from '../../domain/failure.ts';
import { RunId, Sha256 } from '../../domain/ids.ts';

export interface EvidenceFolderOptions {
  /** `<state>/evidence`: `<run>/<sha256>` below it. */
  readonly folder: string;
}

/**
 * Evidence as files named by the digest of their bytes. A file appears under its name only when
 * it is whole, is written once, and is hashed each time it is read: who can write to the folder
 * can take evidence away, not change it.
 */
export function createEvidenceFolder({ folder }: EvidenceFolderOptions): ArtifactsService {
  // Made of a run id and a digest only, so no name from outside becomes part of a path.
  const fileOf = (runId: string, sha256: Sha256) =>
    join(folder, RunId.parse(runId), Sha256.parse(sha256));

  const getArtifact: ArtifactsService['getArtifact'] = async (runId, sha256) => {
    const content = await orMissing(readFile(fileOf(runId, sha256)));
    if (!content) throw notFound(sha256);
    if (hash(content) !== sha256) throw tampered(sha256);
    return new Uint8Array(content);
  };

  return {
    provider: 'local',
    getArtifact,
    putArtifact: async (runId, content) => {
      const sha256 = hash(content);
      const file = fileOf(runId, sha256);
      if (await orMissing(stat(file))) await getArtifact(runId, sha256);
      else await writeWhole(file, content);
      return stored(runId, sha256, content.byteLength);
    },
    getArtifactMetadata: async (runId, sha256) => {
      const found = await orMissing(stat(fileOf(runId, sha256)));
      return found && stored(runId, sha256, found.size);
    },
    createSignedReadUrl: async () => {
      throw new Failure({
        code: 'misconfigured',
        tell: 'Evidence in a folder has no links; download the artifact of the workflow run instead.',
      });
    },
    deleteArtifact: async (runId, sha256) => {
      await rm(fileOf(runId, sha256), { force: true });
    },
    applyRetentionPolicy: async (olderThan) => deleteOlder(folder, olderThan),
  };
}

function stored(runId: string, sha256: Sha256, sizeBytes: number): StoredArtifact {
  return { storageKey: `evidence/${runId}/${sha256}`, sizeBytes, sha256 };
}

let writes = 0;

async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  // Several writers of the same bytes: each its own file, the last rename wins with equal bytes.
  writes += 1;
  const fresh = `${file}.${process.pid}.${writes}.new`;
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(fresh, content);
  await rename(fresh, file);
}

async function deleteOlder(folder: string, olderThan: Date): Promise<number> {
  let deleted = 0;
  const entries = await orMissing(readdir(folder, { recursive: true, withFileTypes: true }));
  for (const entry of entries ?? []) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || (await stat(file)).mtime >= olderThan) continue;
    await rm(file, { force: true });
    deleted += 1;
  }
  return deleted;
}

async function orMissing<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function hash(content: Uint8Array): Sha256 {
  return createHash('sha256').update(content).digest('hex');
}

function notFound(sha256: string): Failure {
  return new Failure({ code: 'not-found', tell: `There is no evidence ${sha256} in the folder.` });
}

function tampered(sha256: string): Failure {
  return new Failure({
    code: 'tampered',
    tell: `evidence ${sha256} is not what it was when it was stored; do not use this run`,
  });
}
