import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { Artifact } from './candidates.ts';

/** The archive of an artifact as it was uploaded; its digest is checked where GitHub knows it. */
export type DownloadArtifact = (
  repository: RepositoryRef,
  artifact: Pick<Artifact, 'id' | 'size_in_bytes' | 'digest'>,
) => Promise<Uint8Array>;

/** A bundle is a few megabytes; a larger archive is somebody else's. */
const mostBytes = 128 * 1024 * 1024;
const longestMs = 120_000;

/**
 * Downloads through GitHub's own client, which is loaded only here: it is larger than all else
 * that a publish job consists of. Nothing is unpacked by it.
 */
export function createDownload(token: string, timeoutMs: number = longestMs): DownloadArtifact {
  return async (repository, artifact) => {
    if (artifact.size_in_bytes > mostBytes)
      throw failure('too-large', `it has ${artifact.size_in_bytes} bytes`);
    const folder = await mkdtemp(join(tmpdir(), 'patchplane-artifact-'));
    try {
      await within(timeoutMs, fetchInto(folder, token, repository, artifact.id));
      const bytes = await onlyFile(folder);
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      if (artifact.digest && artifact.digest !== digest)
        throw failure('tampered', 'its bytes are not those that were uploaded');
      return bytes;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

async function fetchInto(
  path: string,
  token: string,
  { owner, name }: RepositoryRef,
  id: number,
): Promise<void> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  try {
    // `workflowRunId` is part of the type only; the artifact's id says it all.
    const findBy = { token, repositoryOwner: owner, repositoryName: name, workflowRunId: 0 };
    await new DefaultArtifactClient().downloadArtifact(id, { path, skipDecompress: true, findBy });
  } catch (cause) {
    const enterprise = cause instanceof Error && cause.name === 'GHESNotSupportedError';
    throw enterprise
      ? failure(
          'misconfigured',
          'GitHub Enterprise Server has no artifacts of this kind; keep evidence in R2 and the ledger in Convex there',
        )
      : failure('unavailable', 'GitHub did not hand it out; run the job again', cause);
  }
}

async function onlyFile(folder: string): Promise<Uint8Array> {
  const [name, ...others] = await readdir(folder);
  if (name === undefined || others.length > 0)
    throw failure('invalid-answer', 'GitHub sent something else than one archive');
  return new Uint8Array(await readFile(join(folder, name)));
}

async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(failure('timeout', `it took longer than ${timeoutMs / 1_000} seconds`)),
      timeoutMs,
    );
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function failure(code: Failure['code'], because: string, cause?: unknown): Failure {
  const retryable = code === 'unavailable' || code === 'timeout';
  const tell = `The bundle of the run could not be downloaded: ${because}.`;
  return new Failure({ code, tell, retryable, cause });
}
