import { displayPath } from '../../../domain/display-path.ts';
import { treePathOf } from '../../../domain/path-bytes.ts';
import type { ChangedFile } from './changed-file.ts';

/** One record of `git diff --raw -z`, and how many parts of the patch belong to it. */
export interface RawRecord extends Pick<ChangedFile, 'path' | 'oldPath' | 'status'> {
  readonly isSubmodule: boolean;
  /** A change of type is told as a deletion and an addition. */
  readonly parts: 1 | 2;
}

/** Git's letters. */
export const statuses = {
  A: 'added',
  D: 'deleted',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
} as const;

/**
 * Reads the raw records up to the empty one; `rest` is the patch. Throws `TypeError` where the
 * bytes are not what git writes: then nothing may be concluded from them.
 */
export function readRecords(bytes: Uint8Array): {
  readonly records: readonly RawRecord[];
  readonly rest: Uint8Array;
} {
  const records: RawRecord[] = [];
  let at = 0;
  const next = (): Uint8Array => {
    const end = bytes.indexOf(0, at);
    if (end < 0) throw new TypeError('a record of the diff has no end');
    const piece = bytes.subarray(at, end);
    at = end + 1;
    return piece;
  };
  while (at < bytes.length) {
    const head = next();
    if (head.length === 0) break;
    records.push(readRecord(head, next));
  }
  return { records, rest: bytes.subarray(at) };
}

const ascii = new TextDecoder('latin1');
const shape = /^:([0-7]{6}) ([0-7]{6}) [0-9a-f]+ [0-9a-f]+ ([ADMRCT])\d*$/;

function readRecord(head: Uint8Array, next: () => Uint8Array): RawRecord {
  const [, oldMode, newMode, letter] = shape.exec(ascii.decode(head)) ?? [];
  const status = statusOf(letter);
  if (!status) throw new TypeError('a record of the diff is not one');
  const first = pathOf(next());
  const moved = status === 'renamed' || status === 'copied';
  return {
    path: moved ? pathOf(next()) : first,
    ...(moved ? { oldPath: first } : {}),
    status,
    isSubmodule: oldMode === '160000' || newMode === '160000',
    parts: status === 'type-changed' ? 2 : 1,
  };
}

function statusOf(letter: string | undefined): ChangedFile['status'] | undefined {
  return Object.entries(statuses).find(([known]) => known === letter)?.[1];
}

/** Nearly every path is plain ASCII, and then is its own display. */
const plain = /^[ -[\]-~]+$/;

function pathOf(bytes: Uint8Array): string {
  const text = ascii.decode(bytes);
  return plain.test(text) ? text : displayPath(treePathOf(bytes));
}
