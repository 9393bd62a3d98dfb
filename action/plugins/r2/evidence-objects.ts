import { createHash } from 'node:crypto';
import type { StoredArtifact } from '../../core/services/artifacts-service.ts';
import { Failure } from '../../domain/failure.ts';
import { Sha256 } from '../../domain/ids.ts';
import { artifactKey } from './artifact-key.ts';
import type { Bucket } from './s3-calls.ts';
import { isMissing, isThere } from './to-failure.ts';

/** Metadata under which an object says what its bytes were hashed to. */
const digestName = 'sha256';

/** Reads an object and hashes what arrived. */
export async function readObject(bucket: Bucket, runId: string, sha256: Sha256) {
  const { s3, sdk, Bucket } = bucket;
  const Key = artifactKey(runId, sha256);
  const object = await s3.send(new sdk.GetObjectCommand({ Bucket, Key }));
  const content = await object.Body?.transformToByteArray();
  if (!content || hash(content) !== sha256) throw tampered(sha256);
  return content;
}

/** What the store says of an object, undefined where there is none. */
export async function describeObject(
  bucket: Bucket,
  runId: string,
  sha256: Sha256,
): Promise<StoredArtifact | undefined> {
  const { s3, sdk, Bucket } = bucket;
  const Key = artifactKey(runId, sha256);
  try {
    const head = await s3.send(new sdk.HeadObjectCommand({ Bucket, Key }));
    const said = Sha256.safeParse(head.Metadata?.[digestName]);
    if (said.data !== sha256 || head.ContentLength === undefined) throw tampered(sha256);
    return { storageKey: Key, sizeBytes: head.ContentLength, sha256 };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Writes an object where there is none, and returns after the store confirmed it. */
export async function writeObject(
  bucket: Bucket,
  runId: string,
  content: Uint8Array,
  contentType: string,
): Promise<StoredArtifact> {
  const sha256 = hash(content);
  const isNew = await writeOnce(bucket, artifactKey(runId, sha256), content, contentType, sha256);
  // An object that was there before is believed only after reading it.
  if (!isNew) await readObject(bucket, runId, sha256);
  const stored = await describeObject(bucket, runId, sha256);
  if (stored?.sizeBytes !== content.byteLength) throw tampered(sha256);
  return stored;
}

async function writeOnce(
  { s3, sdk, Bucket }: Bucket,
  Key: string,
  Body: Uint8Array,
  ContentType: string,
  sha256: Sha256,
): Promise<boolean> {
  try {
    await s3.send(
      new sdk.PutObjectCommand({
        Bucket,
        Key,
        Body,
        ContentType,
        // Whoever opens it by a signed link saves it: a browser draws nothing that an agent made.
        ContentDisposition: 'attachment',
        ContentLength: Body.byteLength,
        IfNoneMatch: '*',
        Metadata: { [digestName]: sha256 },
      }),
    );
    return true;
  } catch (error) {
    if (isThere(error)) return false;
    throw error;
  }
}

/** By the native hash: evidence is large, and the domain's own works everywhere but slowly. */
function hash(content: Uint8Array): Sha256 {
  return createHash('sha256').update(content).digest('hex');
}

function tampered(sha256: string): Failure {
  return new Failure({
    code: 'tampered',
    tell: `evidence ${sha256} is not what it was when it was stored; do not use this run`,
  });
}
