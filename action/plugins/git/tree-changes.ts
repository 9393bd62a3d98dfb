import type { Buffer } from 'node:buffer';
import { TreeChange } from '../../domain/candidate-patch-set.ts';
import { Failure } from '../../domain/failure.ts';
import { treePathOf } from '../../domain/path-bytes.ts';
import { splitNul } from './list-tree.ts';

interface TreeChanges {
  readonly changes: readonly TreeChange[];
  /** Lines; a binary file counts none. */
  readonly additions: number;
  readonly deletions: number;
}

const colon = 0x3a;

/**
 * Reads `git diff-tree -r -z --raw --numstat --no-renames`: first a pair of pieces for every
 * change (`:modes ids status`, path), then one piece with its lines (`added TAB deleted TAB path`).
 */
export function readTreeChanges(output: Buffer): TreeChanges {
  const pieces = splitNul(output);
  const changes: TreeChange[] = [];
  let at = 0;
  for (; pieces[at]?.[0] === colon; at += 2) changes.push(readChange(pieces[at], pieces[at + 1]));
  const lines = pieces.slice(at).map(readLines);
  if (lines.length !== changes.length) throw unreadable();
  return {
    changes,
    additions: lines.reduce((sum, { added }) => sum + added, 0),
    deletions: lines.reduce((sum, { deleted }) => sum + deleted, 0),
  };
}

function readChange(summary: Buffer | undefined, path: Buffer | undefined): TreeChange {
  const [oldMode, newMode, oldBlob, newBlob, status] =
    summary?.toString('latin1').slice(1).split(' ') ?? [];
  const change = TreeChange.safeParse({
    path: path && treePathOf(path),
    status,
    oldMode: presentSide(oldMode),
    newMode: presentSide(newMode),
    oldBlob: presentSide(oldBlob),
    newBlob: presentSide(newBlob),
  });
  if (!change.success) throw unreadable();
  return change.data;
}

/** git writes zeros for a side that is not there. */
function presentSide(value: string | undefined): string | null | undefined {
  return value && /^0+$/.test(value) ? null : value;
}

function readLines(piece: Buffer): { added: number; deleted: number } {
  const found = /^(\d+|-)\t(\d+|-)\t/.exec(piece.subarray(0, 64).toString('latin1'));
  if (!found) throw unreadable();
  const [added, deleted] = [found[1], found[2]].map((text) => (text === '-' ? 0 : Number(text)));
  return { added: added ?? 0, deleted: deleted ?? 0 };
}

function unreadable(): Failure {
  return new Failure({ code: 'invalid-answer', tell: 'git listed changes in an unknown form.' });
}
