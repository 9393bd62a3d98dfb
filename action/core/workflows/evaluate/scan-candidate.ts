import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import type { GitObjectId } from '../../../domain/ids.ts';
import type { Parts } from '../../attempt.ts';
import type { SecretFact } from '../../policy/facts.ts';
import { type ChangeScan, type ReadBlob, scanChange } from '../../policy/scan-change.ts';
import { shownSecrets } from '../../policy/shown-secrets.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';

/** How much the trusted side looks through, in bytes. What is beyond is "not scanned", never clean. */
export interface ScanLimits {
  readonly blobBytes: number;
  readonly totalBytes: number;
}

export const defaultScanLimits: ScanLimits = {
  blobBytes: 8 * 1024 * 1024,
  totalBytes: 128 * 1024 * 1024,
};

export interface ScannedCandidate {
  readonly scans: readonly ChangeScan[];
  readonly shownSecrets: readonly SecretFact[];
  /** Names of what could not be looked through. */
  readonly truncated: readonly string[];
}

/** Reads both sides of every change, one at a time, from the trusted object store. */
export async function scanCandidate(
  { set, patch }: Parts['candidate'],
  trusted: Pick<TrustedRepository, 'readBlob'>,
  limits: ScanLimits,
): Promise<ScannedCandidate> {
  let left = limits.totalBytes;
  const read = async (blob: GitObjectId | null, mode: string | null): Promise<ReadBlob> => {
    // A submodule names a commit of another repository: there is no blob here.
    if (blob === null || mode === '160000') return undefined;
    if (left <= 0) return 'unread';
    const content = await trusted.readBlob(blob);
    left -= content.length;
    return content.length > limits.blobBytes ? 'unread' : content;
  };
  const scans: ChangeScan[] = [];
  for (const change of inOrder(set.changes)) {
    const before = await read(change.oldBlob, change.oldMode);
    const after = await read(change.newBlob, change.newMode);
    scans.push(scanChange(change, before, after));
  }
  const shown = patch.length <= limits.totalBytes;
  return {
    scans,
    shownSecrets: shown ? shownSecrets(patch) : [],
    truncated: shown ? [] : ['policy/patch'],
  };
}

/** Which changes the limits reach must not depend on the order in which they came. */
function inOrder(changes: readonly TreeChange[]): readonly TreeChange[] {
  const keyOf = ({ path }: TreeChange) => (typeof path === 'string' ? path : path.base64);
  return [...changes].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
