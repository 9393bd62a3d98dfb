import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import type { GitObjectId } from '../../../domain/ids.ts';
import type { Parts } from '../../attempt.ts';
import type { SecretFact } from '../../policy/facts.ts';
import { type ChangeScan, type ReadBlob, scanChange } from '../../policy/scan-change.ts';
import { shownSecrets } from '../../policy/shown-secrets.ts';
import type { SecretScanner } from '../../services/secret-scanner.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';
import { createForeignScan } from './foreign-scan.ts';

/** How much the trusted side looks through, in bytes. What is beyond is "not scanned", never clean. */
export interface ScanLimits {
  readonly blobBytes: number;
  readonly totalBytes: number;
}

export const defaultScanLimits: ScanLimits = {
  blobBytes: 8 * 1024 * 1024,
  totalBytes: 256 * 1024 * 1024,
};

export interface ScannedCandidate {
  readonly scans: readonly ChangeScan[];
  readonly shownSecrets: readonly SecretFact[];
  /** Names of what could not be looked through. */
  readonly truncated: readonly string[];
}

interface ReadChange {
  readonly change: TreeChange;
  readonly before: ReadBlob;
  readonly after: ReadBlob;
}

/** So many bytes are held at once, so that memory stays flat however large the candidate is. */
const batchBytes = 2 * 1024 * 1024;

/** Reads both sides of every change from the trusted object store, some at a time. */
export async function scanCandidate(
  { set, patch }: Parts['candidate'],
  trusted: Pick<TrustedRepository, 'readBlob'>,
  limits: ScanLimits,
  scanners: readonly SecretScanner[] = [],
): Promise<ScannedCandidate> {
  const foreign = createForeignScan(scanners);
  const scans: ChangeScan[] = [];
  for await (const batch of inBatches(set.changes, trusted, limits)) {
    const found = await foreign.scan(batch.map(({ after }) => after));
    for (const [index, { change, before, after }] of batch.entries())
      scans.push(scanChange(change, before, after, found[index]));
  }
  const shown = patch.length <= limits.totalBytes;
  return {
    scans,
    shownSecrets: shown ? shownSecrets(patch) : [],
    truncated: [...(shown ? [] : ['policy/patch']), ...foreign.unavailable()],
  };
}

async function* inBatches(
  changes: readonly TreeChange[],
  trusted: Pick<TrustedRepository, 'readBlob'>,
  limits: ScanLimits,
): AsyncGenerator<readonly ReadChange[]> {
  let left = limits.totalBytes;
  const read = async (blob: GitObjectId | null, mode: string | null): Promise<ReadBlob> => {
    // A submodule names a commit of another repository: there is no blob here.
    if (blob === null || mode === '160000') return undefined;
    if (left <= 0) return 'unread';
    const content = await trusted.readBlob(blob);
    left -= content.length;
    return content.length > limits.blobBytes ? 'unread' : content;
  };
  let batch: ReadChange[] = [];
  let size = 0;
  for (const change of inOrder(changes)) {
    const before = await read(change.oldBlob, change.oldMode);
    const after = await read(change.newBlob, change.newMode);
    batch.push({ change, before, after });
    size += sizeOf(before) + sizeOf(after);
    if (size < batchBytes) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

function sizeOf(blob: ReadBlob): number {
  return blob instanceof Uint8Array ? blob.length : 0;
}

/** Which changes the limits reach must not depend on the order in which they came. */
function inOrder(changes: readonly TreeChange[]): readonly TreeChange[] {
  const keyOf = ({ path }: TreeChange) => (typeof path === 'string' ? path : path.base64);
  return [...changes].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
