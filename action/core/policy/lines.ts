/** Line numbers (from 1) of the new text, and which of its lines the old text does not have. */
export interface Lines {
  at(offset: number): number;
  text(line: number): string;
  isAdded(line: number): boolean;
  /** Whether any line of the range is added. */
  anyAdded(start: number, end: number): boolean;
}

/**
 * Compares as bags of lines: a line that stands more often in the new text than in the old is
 * added, wherever it stands. Moving a line adds nothing.
 */
export function createLines(before: string, after: string): Lines {
  const old = countsOf(before.split('\n'));
  const lines = after.split('\n');
  const surplus = countsOf(lines);
  for (const [line, count] of old) {
    const now = surplus.get(line);
    if (now !== undefined) surplus.set(line, now - count);
  }
  const starts = new Uint32Array(lines.length);
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    starts[index] = offset;
    offset += line.length + 1;
  }
  const at = (wanted: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const isAdded = (line: number) => (surplus.get(lines[line - 1] ?? '') ?? 0) > 0;
  return {
    at,
    text: (line) => lines[line - 1] ?? '',
    isAdded,
    anyAdded(start, end) {
      for (let line = at(start); line <= at(Math.max(start, end - 1)); line += 1) {
        if (isAdded(line)) return true;
      }
      return false;
    },
  };
}

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
