/** A code block that is open, by the line that opened it. */
export interface CodeFence {
  readonly character: string;
  readonly length: number;
  /** It belongs to a list item, or may. */
  readonly inList: boolean;
  /** Columns before it. */
  readonly column: number;
}

const opening = /^([ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(?:(`{3,})[^`]*|(~{3,}).*)$/;

/** Backticks with backticks behind them are code within a line, not a block. */
export function openFence(line: string, inList: boolean): CodeFence | undefined {
  const [, before = '', backticks, tildes] = opening.exec(line) ?? [];
  const run = backticks ?? tildes;
  if (run === undefined) return undefined;
  const marked = /\S/.test(before);
  // Further in it is code by its indentation, unless it is a list's.
  if (!marked && !inList && !/^ {0,3}$/.test(before)) return undefined;
  return {
    character: run.charAt(0),
    length: run.length,
    inList: before !== '' && (marked || inList),
    column: columnsOf(before),
  };
}

/** At least as many of the same character, and nothing else on the line. */
export function closesFence({ character, length, inList }: CodeFence, line: string): boolean {
  const [, before = '', run = ''] = /^([ \t]*)(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  if (!run.startsWith(character) || run.length < length) return false;
  return inList || /^ {0,3}$/.test(before);
}

/** Such a line ends a list, and the block in it: or the block was none of the list's. */
export function isLeftOf({ inList, column }: CodeFence, line: string): boolean {
  return inList && /\S/.test(line) && columnsOf(/^[ \t]*/.exec(line)?.[0] ?? '') < column;
}

function columnsOf(before: string): number {
  return before.replaceAll('\t', '    ').length;
}

export function isFenceLike(line: string): boolean {
  return /^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:`{3}|~{3})/.test(line);
}
