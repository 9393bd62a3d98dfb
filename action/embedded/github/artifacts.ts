import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import archiver from 'archiver';
import type { ArtifactRecord } from './actions-records.ts';
import type { Forge } from './forge.ts';

/**
 * Puts a folder's files into an artifact of a run, as the official upload action does: the
 * same zip library, the digest over the zip. Two of one name are two artifacts.
 */
export async function newArtifact(
  forge: Forge,
  upload: { readonly runId: number; readonly name: string; readonly folder: string },
): Promise<ArtifactRecord> {
  const id = forge.store.nextId();
  const file = join(forge.folder, 'artifacts', `${id}.zip`);
  await mkdir(join(forge.folder, 'artifacts'), { recursive: true });
  await zipFolder(upload.folder, file);
  const now = forge.now();
  const artifact: ArtifactRecord = {
    id,
    name: upload.name,
    runId: upload.runId,
    sizeInBytes: (await stat(file)).size,
    digest: `sha256:${await sha256(file)}`,
    expired: false,
    file,
    createdAt: now,
    updatedAt: now,
  };
  forge.store.state.artifacts.push(artifact);
  forge.store.save();
  return artifact;
}

async function zipFolder(folder: string, file: string): Promise<void> {
  const archive = archiver('zip', { zlib: { level: 6 } });
  const written = pipeline(archive, createWriteStream(file));
  archive.directory(folder, false);
  await Promise.all([archive.finalize(), written]);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
