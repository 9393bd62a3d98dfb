import type { Hunk } from '../plan/changed-file.ts';
import type { Piece } from '../scope/review-scope.ts';

/**
 * A piece of the diff as a model reads it: lines of the new file carry `L<number>:`, so that an
 * answer can name them; removed lines carry no label. The labels are for the prompt only.
 */
export function renderPiece({ file, hunks }: Piece): string {
  const from = file.oldPath === undefined ? '' : `, was ${file.oldPath}`;
  return [`=== ${file.path} (${file.status}${from})`, ...hunks.flatMap(labelled)].join('\n');
}

function labelled({ newStart, lines }: Hunk): readonly string[] {
  let number = newStart;
  const shown = lines.map((line) => {
    if (line[0] !== '+' && line[0] !== ' ') return line;
    number += 1;
    return `L${number - 1}: ${line}`;
  });
  return ['---', ...shown];
}
