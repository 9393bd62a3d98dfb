import type { ChangedFile } from '../plan/changed-file.ts';
import { type AddedLine, addedLines, type Hint } from './hint.ts';

/** So many lines in a row that say something are a copy, not a coincidence. */
const window = 6;

/** Longer additions are looked at up to here: a generated file would be all copies. */
const mostLines = 20_000;

/** Added code that the change adds a second time, in the same file or in another. */
export function duplicateCode(files: readonly ChangedFile[]): readonly Hint[] {
  const seen = new Map<string, { readonly file: string; readonly line: number }>();
  const hints: Hint[] = [];
  let looked = 0;
  for (const file of files) {
    const lines = addedLines(file).filter(says);
    looked += lines.length;
    if (looked > mostLines) break;
    const copy = firstCopy(file.path, lines, seen);
    if (copy) hints.push(copy);
  }
  return hints;
}

/** One hint a file is enough to look. */
function firstCopy(
  file: string,
  lines: readonly AddedLine[],
  seen: Map<string, { readonly file: string; readonly line: number }>,
): Hint | undefined {
  let hint: Hint | undefined;
  for (let at = 0; at + window <= lines.length; at += 1) {
    const run = lines.slice(at, at + window);
    const key = run.map(({ text }) => squeezed(text)).join('\n');
    const line = run[0]?.number ?? 1;
    const before = seen.get(key);
    if (!before) seen.set(key, { file, line });
    else if (before.file !== file || before.line + window <= line) {
      hint ??= {
        code: 'DUPLICATE_ADDED_CODE',
        file,
        line,
        evidence: `the ${window} lines from here are also added at ${before.file}:${before.line}`,
      };
    }
  }
  return hint;
}

/** Brackets, blank lines and comment borders are the same everywhere. */
function says({ text }: AddedLine): boolean {
  return /[\p{L}\p{N}]{3}/u.test(text);
}

function squeezed(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
