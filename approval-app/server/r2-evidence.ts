import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { RunId, Sha256 } from '../../action/domain/ids.ts';
import type { ApprovalAppOptions } from './options.ts';

/** Reads evidence from R2 with keys that need no more than reading. The caller checks digests. */
export function createEvidenceReader(store: {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}): ApprovalAppOptions['artifacts'] {
  const { accessKeyId, secretAccessKey } = store;
  const client = new S3Client({
    endpoint: store.endpoint,
    region: 'auto',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return async (runId, sha256) => {
    const Key = `workflows/${RunId.parse(runId)}/${Sha256.parse(sha256)}`;
    const object = await client.send(new GetObjectCommand({ Bucket: store.bucket, Key }));
    const content = await object.Body?.transformToByteArray();
    if (!content) throw new Error('an object without a body');
    return content;
  };
}
