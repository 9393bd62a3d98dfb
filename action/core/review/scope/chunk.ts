import { sizeOf } from '../../report/fit.ts';
import type { ChangedFile, Hunk } from '../plan/changed-file.ts';
import type { Chunk, Piece } from './review-scope.ts';

/**
 * Packs files into chunks in their order, each at most `most` bytes of lines. A file that does
 * not fit into one is cut between lines, which is no loss: each line carries its own number. A
 * single line that is longer than a chunk is a chunk of its own.
 */
export function chunk(files: readonly ChangedFile[], most: number): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let pieces: Piece[] = [];
  let bytes = 0;
  const close = () => {
    if (pieces.length > 0) chunks.push({ pieces, bytes });
    pieces = [];
    bytes = 0;
  };
  for (const file of files) {
    for (const part of file.bytes <= most ? [wholeOf(file)] : cut(file, most)) {
      if (bytes + part.bytes > most) close();
      pieces.push({ file, hunks: part.hunks });
      bytes += part.bytes;
    }
  }
  close();
  return chunks;
}

interface Part {
  readonly hunks: readonly Hunk[];
  readonly bytes: number;
}

function wholeOf({ hunks, bytes }: ChangedFile): Part {
  return { hunks, bytes };
}

function cut({ hunks }: ChangedFile, most: number): readonly Part[] {
  const parts: Part[] = [];
  let open: Hunk[] = [];
  let bytes = 0;
  for (const piece of hunks.flatMap((hunk) => cutHunk(hunk, most))) {
    if (bytes > 0 && bytes + piece.bytes > most) {
      parts.push({ hunks: open, bytes });
      open = [];
      bytes = 0;
    }
    open.push(piece.hunk);
    bytes += piece.bytes;
  }
  if (open.length > 0) parts.push({ hunks: open, bytes });
  return parts;
}

function cutHunk(hunk: Hunk, most: number): readonly { hunk: Hunk; bytes: number }[] {
  const pieces: { hunk: Hunk; bytes: number }[] = [];
  let { oldStart, newStart } = hunk;
  let lines: string[] = [];
  let bytes = 0;
  const close = () => {
    if (lines.length === 0) return;
    pieces.push({ hunk: { oldStart, newStart, lines }, bytes });
    oldStart += lines.filter((line) => line[0] === ' ' || line[0] === '-').length;
    newStart += lines.filter((line) => line[0] === ' ' || line[0] === '+').length;
    lines = [];
    bytes = 0;
  };
  for (const line of hunk.lines) {
    const size = sizeOf(line) + 1;
    if (bytes + size > most) close();
    lines.push(line);
    bytes += size;
  }
  close();
  return pieces;
}
