import { sizeOf } from '../../report/fit.ts';
import type { ChangedFile, Hunk } from './changed-file.ts';

/** What one `diff --git` part of a patch says. */
export type PatchPart = Pick<ChangedFile, 'bytes' | 'insertions' | 'deletions' | 'hunks'> & {
  readonly isBinary: boolean;
};

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads a unified diff part by part. Hunks are read by the counts in their heads, so that no
 * content can look like the beginning of another file. Throws `TypeError` for anything else.
 */
export function readPatch(text: string): readonly PatchPart[] {
  const parts: PatchPart[] = [];
  let at = 0;
  while (at < text.length) {
    const part = readPart(text, at);
    parts.push(part.part);
    at = part.end;
  }
  return parts;
}

function readPart(text: string, start: number): { part: PatchPart; end: number } {
  if (!text.startsWith('diff --git ', start)) throw new TypeError('the patch is not one of git');
  const hunks: Hunk[] = [];
  let isBinary = false;
  let insertions = 0;
  let deletions = 0;
  let at = endOfLine(text, start);
  while (at < text.length && !text.startsWith('diff --git ', at)) {
    if (text.startsWith('@@ -', at)) {
      const read = readHunk(text, at);
      hunks.push(read.hunk);
      insertions += read.insertions;
      deletions += read.deletions;
      at = read.end;
    } else {
      isBinary ||= /^(?:Binary files |GIT binary patch)/.test(text.slice(at, at + 20));
      at = endOfLine(text, at);
    }
  }
  const bytes = sizeOf(text.slice(start, at));
  return { part: { bytes, insertions, deletions, hunks, isBinary }, end: at };
}

function readHunk(text: string, start: number) {
  const headEnd = endOfLine(text, start);
  const head = hunkHead.exec(text.slice(start, Math.min(headEnd, start + 200)));
  if (!head) throw new TypeError('a hunk of the patch has no head');
  const [, oldStart, oldCount = '1', newStart, newCount = '1'] = head;
  const lines: string[] = [];
  const seen = { ' ': 0, '+': 0, '-': 0, '\\': 0 };
  let at = headEnd;
  let left = Number(oldCount) + Number(newCount);
  while (left > 0 || text[at] === '\\') {
    const mark = markAt(text, at);
    const end = endOfLine(text, at);
    lines.push(text.slice(at, text[end - 1] === '\n' ? end - 1 : end));
    seen[mark] += 1;
    left -= weights[mark];
    at = end;
  }
  const { ' ': kept, '+': insertions, '-': deletions } = seen;
  if (kept + insertions !== Number(newCount) || kept + deletions !== Number(oldCount))
    throw new TypeError('a hunk of the patch is not as long as it says');
  const hunk = { oldStart: Number(oldStart), newStart: Number(newStart), lines };
  return { hunk, insertions, deletions, end: at };
}

/** How many sides a line belongs to. */
const weights = { ' ': 2, '+': 1, '-': 1, '\\': 0 } as const;

function markAt(text: string, at: number): keyof typeof weights {
  const mark = text[at];
  if (mark === ' ' || mark === '+' || mark === '-' || mark === '\\') return mark;
  throw new TypeError('a hunk of the patch ends too early');
}

/** The offset after this line's end. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}
