import { RunId, Sha256 } from '../../domain/ids.ts';

export const runsPrefix = 'workflows/';

/** Made of a run id and a digest only, so no name from outside ever becomes part of a path. */
export function artifactKey(runId: string, sha256: Sha256): string {
  return `${runsPrefix}${RunId.parse(runId)}/${Sha256.parse(sha256)}`;
}
