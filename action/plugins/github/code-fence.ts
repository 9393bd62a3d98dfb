/** A code block that is open, by the line that opened it. */
export interface CodeFence {
  readonly character: string;
  readonly length: number;
  /** It belongs to a list item, or may. */
  readonly inList: boolean;
  /** It stands behind the list item's marker. */
  readonly marked: boolean;
  /** Columns before it. */
  readonly column: number;
}

/** A list that may go on. */
export interface OpenList {
  /** Where the text of its latest item begins. */
  readonly column: number;
}

const opening = /^([ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(?:(`{3,})[^`]*|(~{3,}).*)$/;

/** Backticks with backticks behind them are code within a line, not a block. */
export function openFence(line: string, list: OpenList | undefined): CodeFence | undefined {
  const [, before = '', backticks, tildes] = opening.exec(line) ?? [];
  const run = backticks ?? tildes;
  if (run === undefined) return undefined;
  const marked = /\S/.test(before);
  // Further in it is code by its indentation, unless it is a list's.
  if (!marked && !list && !/^ {0,3}$/.test(before)) return undefined;
  return {
    character: run.charAt(0),
    length: run.length,
    inList: before !== '' && (marked || list !== undefined),
    marked,
    column: columnsOf(before),
  };
}

/** Whether the line may be read as text instead: too far in for a block, or no list item's beginning. */
export function isDoubtful(line: string, list: OpenList | undefined, quoted: boolean): boolean {
  const [before = ''] = /^[^`~]*/.exec(line) ?? [];
  // Only a list's first number can interrupt a paragraph, and code is five columns behind a marker.
  const marker = list ? /(?:[-+*]|\d{1,9}[.)]) {1,4}$/ : /(?:[-+*]|1[.)]) {1,4}$/;
  const indentation = before.replace(marker, '');
  if (/[^ ]/.test(indentation)) return true;
  if (indentation.length <= 3) return false;
  const from = list?.column ?? Number.POSITIVE_INFINITY;
  return quoted || indentation.length < from || indentation.length > from + 3;
}

/** At least as many of the same character, and nothing else on the line. */
export function mayClose({ character, length, inList }: CodeFence, line: string): boolean {
  const [, before = '', run = ''] = /^([ \t]*)(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  if (!run.startsWith(character) || run.length < length) return false;
  return inList || /^ {0,3}$/.test(before);
}

/** It closes the block wherever the list item's text begins, and if the block is none of the list's. */
export function closesForCertain({ inList, marked, column }: CodeFence, line: string): boolean {
  if (!inList) return true;
  const at = indentationOf(line);
  return at === column || at <= (marked ? column : 0) + 3;
}

/** Such a line ends a list, and the block in it: or the block was none of the list's. */
export function isLeftOf({ inList, column }: CodeFence, line: string): boolean {
  return inList && /\S/.test(line) && indentationOf(line) < column;
}

function indentationOf(line: string): number {
  return columnsOf(/^[ \t]*/.exec(line)?.[0] ?? '');
}

export function columnsOf(before: string): number {
  return before.replaceAll('\t', '    ').length;
}

export function isFenceLike(line: string): boolean {
  return /^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:`{3}|~{3})/.test(line);
}
