import { runsPrefix } from './artifact-key.ts';
import type { Bucket } from './s3-calls.ts';

/** Deletes every object that was last written before; returns how many. */
export async function deleteOlder({ s3, sdk, Bucket }: Bucket, olderThan: Date): Promise<number> {
  let deleted = 0;
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(
      new sdk.ListObjectsV2Command({ Bucket, Prefix: runsPrefix, ContinuationToken }),
    );
    for (const { Key, LastModified } of page.Contents ?? []) {
      if (!Key || !LastModified || LastModified >= olderThan) continue;
      await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
      deleted += 1;
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return deleted;
}
