import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { artifactKey } from '../../action/plugins/r2/artifact-key.ts';
import type { House } from './house.ts';

const Store = z.object({
  CLOUDFLARE_R2_ENDPOINT: z.string(),
  CLOUDFLARE_R2_BUCKET: z.string(),
  CLOUDFLARE_R2_ACCESS_KEY_ID: z.string(),
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: z.string(),
});

/** What somebody with the store's keys can do: other bytes under the same name. */
export async function overwriteEvidence(
  house: House,
  runId: string,
  sha256: string,
  content: string | Uint8Array,
): Promise<void> {
  const store = Store.parse(house.cloud.jobs.publish(runId));
  const s3 = new S3Client({
    endpoint: store.CLOUDFLARE_R2_ENDPOINT,
    region: 'auto',
    forcePathStyle: true,
    credentials: {
      accessKeyId: store.CLOUDFLARE_R2_ACCESS_KEY_ID,
      secretAccessKey: store.CLOUDFLARE_R2_SECRET_ACCESS_KEY,
    },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await s3.send(
    new PutObjectCommand({
      Bucket: store.CLOUDFLARE_R2_BUCKET,
      Key: artifactKey(runId, sha256),
      Body: content,
      Metadata: { sha256 },
    }),
  );
  s3.destroy();
}
