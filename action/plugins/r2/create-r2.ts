import type { ArtifactsService } from '../../core/services/artifacts-service.ts';
import { artifactKey } from './artifact-key.ts';
import { describeObject, readObject, writeObject } from './evidence-objects.ts';
import { deleteOlder } from './retention.ts';
import { createS3Calls } from './s3-calls.ts';
import type { R2Connection } from './s3-client.ts';

const longestUrlSeconds = 60;

/**
 * Evidence in R2 over its S3 interface. An object's key is the digest of its bytes, written
 * only where there is nothing yet: who comes second finds the same bytes or an error.
 */
export function createR2(connection: R2Connection): ArtifactsService {
  const call = createS3Calls(connection);

  return {
    provider: 'cloudflare-r2',
    putArtifact: async (runId, content, contentType) =>
      await call(
        'store evidence',
        async (bucket) => await writeObject(bucket, runId, content, contentType),
      ),
    getArtifact: async (runId, sha256) =>
      await call('read evidence', async (bucket) => await readObject(bucket, runId, sha256)),
    getArtifactMetadata: async (runId, sha256) =>
      await call('look up evidence', async (bucket) => await describeObject(bucket, runId, sha256)),
    createSignedReadUrl: async (runId, sha256, seconds) =>
      await call('sign a link to evidence', async ({ s3, sdk, Bucket }) => {
        const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
        const read = new sdk.GetObjectCommand({ Bucket, Key: artifactKey(runId, sha256) });
        const expiresIn = Math.max(1, Math.min(Math.floor(seconds), longestUrlSeconds));
        return await getSignedUrl(s3, read, { expiresIn });
      }),
    deleteArtifact: async (runId, sha256) => {
      await call('delete evidence', async ({ s3, sdk, Bucket }) => {
        const Key = artifactKey(runId, sha256);
        await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
      });
    },
    applyRetentionPolicy: async (olderThan) =>
      await call('delete old evidence', async (bucket) => await deleteOlder(bucket, olderThan)),
  };
}
