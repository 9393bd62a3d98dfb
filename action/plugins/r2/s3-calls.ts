import { createS3Client, type R2Connection } from './s3-client.ts';
import { toFailure } from './to-failure.ts';

type Sdk = typeof import('@aws-sdk/client-s3');

/** What a piece of work on the bucket gets: the client, its bucket and the SDK's commands. */
export interface Bucket {
  readonly s3: InstanceType<Sdk['S3Client']>;
  readonly sdk: Sdk;
  readonly Bucket: string;
}

/** Does work on the bucket; whatever fails is a `Failure` that says `what` could not be done. */
export type S3Call = <Answer>(
  what: string,
  work: (bucket: Bucket) => Promise<Answer>,
) => Promise<Answer>;

export function createS3Calls(connection: R2Connection): S3Call {
  const client = createS3Client(connection);
  return async (what, work) => {
    try {
      const sdk = await import('@aws-sdk/client-s3');
      return await work({ s3: await client(), sdk, Bucket: connection.bucket });
    } catch (error) {
      throw toFailure(what, error);
    }
  };
}
