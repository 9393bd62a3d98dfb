import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import { displayPath } from '../../../domain/display-path.ts';
import type { ChangedFile } from './changed-file.ts';
import { type PatchPart, readPatch } from './read-patch.ts';
import { type RawRecord, readRecords, statuses } from './read-records.ts';

// Contents that are no UTF-8 are shown as they can be; a byte order mark is a character of them.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The files of `git diff --raw -z -M -p`. Paths are those of the raw records, never of the
 * patch's own lines. Throws `TypeError` where records and patch do not belong together.
 */
export function readDiff(bytes: Uint8Array): readonly ChangedFile[] {
  const { records, rest } = readRecords(bytes);
  return joined(records, rest);
}

/** The files of a candidate: its changes, and the canonical patch that was made with them. */
export function readCandidate(
  changes: readonly TreeChange[],
  patch: Uint8Array,
): readonly ChangedFile[] {
  return joined(changes.map(recordOf), patch);
}

function recordOf({ path, status, oldMode, newMode }: TreeChange): RawRecord {
  return {
    path: displayPath(path),
    status: statuses[status],
    isSubmodule: oldMode === '160000' || newMode === '160000',
    parts: status === 'T' ? 2 : 1,
  };
}

function joined(records: readonly RawRecord[], patch: Uint8Array): readonly ChangedFile[] {
  const parts = readPatch(decoder.decode(patch));
  let at = 0;
  const files = records.map((record) => {
    const own = parts.slice(at, at + record.parts);
    at += record.parts;
    if (own.length < record.parts) throw new TypeError('the patch lacks a file of its records');
    return fileOf(record, own);
  });
  if (at !== parts.length) throw new TypeError('the patch has a file more than its records');
  return files;
}

function fileOf({ path, oldPath, status, isSubmodule }: RawRecord, parts: readonly PatchPart[]) {
  const sum = (key: 'bytes' | 'insertions' | 'deletions') =>
    parts.reduce((total, part) => total + part[key], 0);
  const isBinary = parts.some((part) => part.isBinary);
  return {
    path,
    oldPath,
    status,
    kind: isSubmodule ? 'submodule' : isBinary ? 'binary' : 'text',
    bytes: sum('bytes'),
    insertions: sum('insertions'),
    deletions: sum('deletions'),
    hunks: parts.flatMap(({ hunks }) => hunks),
  } satisfies ChangedFile;
}
