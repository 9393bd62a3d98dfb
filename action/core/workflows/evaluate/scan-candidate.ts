import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import type { GitObjectId } from '../../../domain/ids.ts';
import type { Parts } from '../../attempt.ts';
import type { SecretFact } from '../../policy/facts.ts';
import { findSecrets } from '../../policy/find-secrets.ts';
import { readText } from '../../policy/read-text.ts';
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
  let mayShow = false;
  for await (const batch of inBatches(set.changes, trusted, limits)) {
    mayShow ||= batch.some(({ before }) => holdsSecret(before));
    const found = await foreign.scan(batch.map(({ after }) => after));
    for (const [index, { change, before, after }] of batch.entries())
      scans.push(scanChange(change, before, after, found[index]));
  }
  const shown = patch.length <= limits.totalBytes;
  return {
    scans,
    // What the patch displays of the base stands in the base: most patches need no second look.
    shownSecrets: shown && mayShow ? shownSecrets(patch) : [],
    truncated: [...(shown ? [] : ['policy/patch']), ...foreign.unavailable()],
  };
}

/** So many changes are asked for at a time: the object store answers while others are read. */
const askedAtOnce = 32;

async function* inBatches(
  changes: readonly TreeChange[],
  trusted: Pick<TrustedRepository, 'readBlob'>,
  limits: ScanLimits,
): AsyncGenerator<readonly ReadChange[]> {
  const ordered = inOrder(changes);
  let left = limits.totalBytes;
  const take = (there: boolean, content: Uint8Array | undefined): ReadBlob => {
    if (!there) return undefined;
    if (left <= 0 || content === undefined) return 'unread';
    left -= content.length;
    return content.length > limits.blobBytes ? 'unread' : content;
  };
  let batch: ReadChange[] = [];
  let size = 0;
  for (let at = 0; at < ordered.length; at += askedAtOnce) {
    const some = ordered.slice(at, at + askedAtOnce);
    const contents = left > 0 ? await readAll(some, trusted) : [];
    for (const [index, change] of some.entries()) {
      const before = take(blobOf(change, 0) !== null, contents[index * 2]);
      const after = take(blobOf(change, 1) !== null, contents[index * 2 + 1]);
      batch.push({ change, before, after });
      size += sizeOf(before) + sizeOf(after);
    }
    if (size < batchBytes) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Old and new content of each change, in turns. */
function readAll(
  changes: readonly TreeChange[],
  trusted: Pick<TrustedRepository, 'readBlob'>,
): Promise<readonly (Uint8Array | undefined)[]> {
  const blobs = changes.flatMap((change) => [blobOf(change, 0), blobOf(change, 1)]);
  return Promise.all(
    blobs.map((blob) => (blob === null ? Promise.resolve(undefined) : trusted.readBlob(blob))),
  );
}

/** A submodule names a commit of another repository: there is no blob here. */
function blobOf(
  { oldBlob, oldMode, newBlob, newMode }: TreeChange,
  side: number,
): GitObjectId | null {
  const [blob, mode] = side === 0 ? [oldBlob, oldMode] : [newBlob, newMode];
  return mode === '160000' ? null : blob;
}

function holdsSecret(before: ReadBlob): boolean {
  if (before === undefined) return false;
  return before === 'unread' || findSecrets(readText(before).text).length > 0;
}

function sizeOf(blob: ReadBlob): number {
  return blob instanceof Uint8Array ? blob.length : 0;
}

/** Which changes the limits reach must not depend on the order in which they came. */
function inOrder(changes: readonly TreeChange[]): readonly TreeChange[] {
  const keyOf = ({ path }: TreeChange) => (typeof path === 'string' ? path : path.base64);
  return [...changes].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
