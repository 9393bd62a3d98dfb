import type { S3Client } from '@aws-sdk/client-s3';

export interface R2Connection {
  /** `https://<account>.r2.cloudflarestorage.com`, or a stand-in on loopback. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** For one request; 60 seconds unless told. */
  readonly timeoutMs?: number;
}

/** The client is made at first use: loading the SDK takes longer than all else that a job starts with. */
export function createS3Client(connection: R2Connection): () => Promise<S3Client> {
  let client: Promise<S3Client> | undefined;
  return async () => {
    client ??= connect(connection);
    return await client;
  };
}

async function connect(connection: R2Connection): Promise<S3Client> {
  const sdk = await import('@aws-sdk/client-s3');
  return new sdk.S3Client({
    endpoint: connection.endpoint,
    region: 'auto',
    forcePathStyle: true,
    credentials: {
      accessKeyId: connection.accessKeyId,
      secretAccessKey: connection.secretAccessKey,
    },
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: connection.timeoutMs ?? 60_000,
      throwOnRequestTimeout: true,
    },
    // R2 refuses what newer SDKs add by default; the signed body digest protects the transfer.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Waiting for a "continue" that a server never sends costs seconds for each large object.
    expectContinueHeader: false,
  });
}
