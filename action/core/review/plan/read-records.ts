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
  if (bytes.length === 0) return { records: [], rest: bytes };
  const end = endOfRecords(bytes);
  // One character a byte, so that the bytes of a piece are found again by its place.
  const text = ascii.decode(bytes.subarray(0, end));
  const records: RawRecord[] = [];
  let at = 0;
  const next = (): Piece => {
    const stop = text.indexOf('\0', at);
    if (stop < 0) throw new TypeError('a record of the diff has no end');
    const piece = { text: text.slice(at, stop), bytes: bytes.subarray(at, stop) };
    at = stop + 1;
    return piece;
  };
  while (at < text.length) records.push(readRecord(next().text, next));
  return { records, rest: bytes.subarray(end + 1) };
}

interface Piece {
  /** Latin-1, whatever it is. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** The offset after the last record, where the empty one is. */
function endOfRecords(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1))
    if (bytes[at + 1] === 0) return at + 1;
  throw new TypeError('the records of the diff have no end');
}

const ascii = new TextDecoder('latin1');
const shape = /^:([0-7]{6}) ([0-7]{6}) [0-9a-f]+ [0-9a-f]+ ([ADMRCT])\d*$/;

function readRecord(head: string, next: () => Piece): RawRecord {
  const [, oldMode, newMode, letter] = shape.exec(head) ?? [];
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

function pathOf({ text, bytes }: Piece): string {
  return plain.test(text) ? text : displayPath(treePathOf(bytes));
}
