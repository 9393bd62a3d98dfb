import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { RunId, Sha256 } from '../../action/domain/ids.ts';

export interface EvidenceStoreOptions {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface StoredObject {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly writtenAt: number;
}

/** As long as a browser needs to follow a link, and no longer. */
export const signedSeconds = 60;

/** Keys that the loop writes, and nothing else: a deletion can reach no other object. */
const StorageKey = /^workflows\/run-[0-9a-f]{16}\/[A-Za-z0-9][A-Za-z0-9/._-]{0,200}$/;

/** Evidence in R2. Its keys need to read; deleting what is due needs them to delete as well. */
export function createEvidenceStore({
  endpoint,
  bucket: Bucket,
  accessKeyId,
  secretAccessKey,
}: EvidenceStoreOptions) {
  const client = new S3Client({
    endpoint,
    region: 'auto',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const keyOf = (runId: string, sha256: string) =>
    `workflows/${RunId.parse(runId)}/${Sha256.parse(sha256)}`;
  return {
    /** Throws where it can not be had. The caller checks the digest. */
    read: async (runId: string, sha256: string): Promise<Uint8Array> => {
      const Key = keyOf(runId, sha256);
      const object = await client.send(new GetObjectCommand({ Bucket, Key }));
      const content = await object.Body?.transformToByteArray();
      if (!content) throw new Error('an object without a body');
      return content;
    },
    /**
     * A link that saves the payload as a file, for one minute. Whatever it holds, the store's own
     * origin sends it as bytes to keep: no browser draws it.
     */
    signedUrl: async (runId: string, sha256: string, fileName: string): Promise<string> =>
      await getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket,
          Key: keyOf(runId, sha256),
          ResponseContentType: 'application/octet-stream',
          ResponseContentDisposition: `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
          ResponseCacheControl: 'no-store',
        }),
        { expiresIn: signedSeconds },
      ),
    /** Throws where it does not answer, or does not let us read. An object that is not there is an answer. */
    reachable: async (): Promise<void> => {
      const nothing = { Bucket, Key: `workflows/run-${'0'.repeat(16)}/${'0'.repeat(64)}` };
      await isThere(client, nothing);
    },
    /** So many of the objects of runs, by key, behind the one that is named; `next`: to go on with. */
    list: async (
      startAfter: string,
      most: number,
    ): Promise<{ readonly objects: readonly StoredObject[]; readonly next: string | null }> => {
      const page = await client.send(
        new ListObjectsV2Command({
          ...{ Bucket, Prefix: 'workflows/', MaxKeys: most },
          ...(startAfter === '' ? {} : { StartAfter: startAfter }),
        }),
      );
      const objects = (page.Contents ?? []).flatMap(({ Key, LastModified }) =>
        Key && LastModified ? [{ key: Key, writtenAt: LastModified.getTime() }] : [],
      );
      return { objects, next: page.IsTruncated ? (page.Contents?.at(-1)?.Key ?? null) : null };
    },
    /** Deletes an object and looks whether it is gone. Throws where it is not, or not ours. */
    remove: async (Key: string): Promise<void> => {
      if (!StorageKey.test(Key)) throw new Error('not a key of evidence');
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
      if (await isThere(client, { Bucket, Key })) throw new Error('it is still there');
    },
  };
}
export type EvidenceStore = ReturnType<typeof createEvidenceStore>;

async function isThere(client: S3Client, object: { Bucket: string; Key: string }) {
  try {
    await client.send(new HeadObjectCommand(object));
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return false;
    throw error;
  }
}
