import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import type { GitObjectId } from '../../../domain/ids.ts';
import type { Parts } from '../../attempt.ts';
import type { SecretFact } from '../../policy/facts.ts';
import { findSecrets } from '../../policy/find-secrets.ts';
import { type BlobText, readText } from '../../policy/read-text.ts';
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
  readonly before: Uint8Array | 'unread' | undefined;
  readonly after: Uint8Array | 'unread' | undefined;
}

/** Texts in which others' scanners could find something; they are asked about many at once. */
interface Asked {
  readonly change: TreeChange;
  readonly before: ReadBlob;
  readonly after: BlobText;
}

/** So many bytes wait for others' scanners at most. */
const mostWaiting = 2 * 1024 * 1024;

/** Reads both sides of every change from the trusted object store, some at a time. */
export async function scanCandidate(
  { set, patch }: Parts['candidate'],
  trusted: Pick<TrustedRepository, 'readBlob'>,
  limits: ScanLimits,
  scanners: readonly SecretScanner[] = [],
): Promise<ScannedCandidate> {
  const foreign = createForeignScan(scanners);
  const scans: ChangeScan[] = [];
  let asked: Asked[] = [];
  let mayShow = false;
  const ask = async () => {
    const found = await foreign.scan(asked.map(({ after }) => after));
    for (const [index, { change, before, after }] of asked.entries())
      scans.push(scanChange(change, before, after, found[index]));
    asked = [];
  };
  /** Decodes each text once, and lets go of it wherever nobody else is asked about it. */
  const look = ({ change, ...sides }: ReadChange) => {
    const [before, after] = [textOf(sides.before), textOf(sides.after)];
    if (isText(after) && foreign.concerns(after)) asked.push({ change, before, after });
    else scans.push(scanChange(change, before, after));
    mayShow ||= holdsSecret(before);
  };
  for await (const some of inTurn(set.changes, trusted, limits)) {
    for (const read of some) look(read);
    if (asked.reduce((size, { after }) => size + after.size, 0) > mostWaiting) await ask();
  }
  await ask();
  const shown = patch.length <= limits.totalBytes;
  return {
    scans,
    // What the patch displays of the base stands in the base: most patches need no second look.
    shownSecrets: shown && mayShow ? shownSecrets(patch) : [],
    truncated: [...(shown ? [] : ['policy/patch']), ...foreign.unavailable()],
  };
}

function textOf(blob: ReadChange['after']): ReadBlob {
  return blob instanceof Uint8Array ? readText(blob) : blob;
}

function isText(blob: ReadBlob): blob is BlobText {
  return blob !== undefined && blob !== 'unread';
}

/** So many changes are asked for at a time: the object store answers while others are read. */
const askedAtOnce = 32;

async function* inTurn(
  changes: readonly TreeChange[],
  trusted: Pick<TrustedRepository, 'readBlob'>,
  limits: ScanLimits,
): AsyncGenerator<readonly ReadChange[]> {
  const ordered = inOrder(changes);
  let left = limits.totalBytes;
  const take = (there: boolean, content: Uint8Array | undefined) => {
    if (!there) return undefined;
    if (left <= 0 || content === undefined) return 'unread';
    left -= content.length;
    return content.length > limits.blobBytes ? 'unread' : content;
  };
  for (let at = 0; at < ordered.length; at += askedAtOnce) {
    const some = ordered.slice(at, at + askedAtOnce);
    const contents = left > 0 ? await readAll(some, trusted) : [];
    yield some.map((change, index) => ({
      change,
      before: take(blobOf(change, 0) !== null, contents[index * 2]),
      after: take(blobOf(change, 1) !== null, contents[index * 2 + 1]),
    }));
  }
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
  return before === 'unread' || findSecrets(before.text, before.words).length > 0;
}

/** Which changes the limits reach must not depend on the order in which they came. */
function inOrder(changes: readonly TreeChange[]): readonly TreeChange[] {
  const keyOf = ({ path }: TreeChange) => (typeof path === 'string' ? path : path.base64);
  return [...changes].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}
