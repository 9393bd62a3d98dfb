import { type CodeFence, closesFence, isFenceLike, isLeftOf, openFence } from './code-fence.ts';
import { createSpanTracker, type SpanTracker } from './open-spans.ts';

/** Where a line is not a person's own word. */
export type Hidden = 'quotation' | 'code block' | 'HTML' | 'unclosed formatting';

export interface CommentLine {
  readonly text: string;
  /** UTF-16 offset in the comment. */
  readonly start: number;
  readonly hidden: Hidden | undefined;
}

/**
 * The lines of a comment, each with whether it is the writer's own plain text, as GitHub would
 * show it. Not a Markdown parser: those take minutes for comments made to stall them, and this
 * runs before anybody was authorised. It takes one pass, follows only what can hide a line that
 * begins in the first column, and calls everything doubtful hidden.
 */
export function plainLines(comment: string): CommentLine[] {
  const scanner = createScanner();
  const lines: CommentLine[] = [];
  for (const match of comment.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)) {
    const [whole, text = ''] = match;
    if (whole === '' && match.index > 0) break;
    lines.push({ text, start: match.index, hidden: scanner(text) });
  }
  return lines;
}

interface Markup {
  /** What ends it, in lower case; undefined: a blank line. */
  readonly end: string | undefined;
  /** Nothing else can end it; a list's end would, and a paragraph may go on instead. */
  readonly certain: boolean;
}

interface State {
  fence: CodeFence | undefined;
  markup: Markup | undefined;
  quoted: boolean;
  inList: boolean;
  afterBlank: boolean;
  /** What was read can be read in two ways, and they differ from here on. */
  doubtful: boolean;
  readonly spans: SpanTracker;
}

/** Takes one line after the other. */
function createScanner(): (line: string) => Hidden | undefined {
  const state: State = {
    fence: undefined,
    markup: undefined,
    quoted: false,
    inList: false,
    afterBlank: true,
    doubtful: false,
    spans: createSpanTracker(),
  };
  return (line) => {
    if (state.fence) return insideFence(state, line, state.fence);
    if (state.markup) return insideMarkup(state, line, state.markup);
    if (isBlank(line)) return endParagraph(state);
    const block = newBlock(state, line);
    return block ?? inParagraph(state, line);
  };
}

function insideFence(state: State, line: string, fence: CodeFence): Hidden {
  state.doubtful ||= isLeftOf(fence, line);
  if (closesFence(fence, line)) state.fence = undefined;
  return 'code block';
}

function insideMarkup(state: State, line: string, { end, certain }: Markup): Hidden {
  const ends = end === undefined ? isBlank(line) : line.toLowerCase().includes(end);
  if (ends) state.markup = undefined;
  else state.doubtful ||= !certain && isFenceLike(line);
  return 'HTML';
}

function endParagraph(state: State): undefined {
  state.quoted = false;
  state.afterBlank = true;
  state.spans.endParagraph();
}

function newBlock(state: State, line: string): Hidden | undefined {
  const fence = openFence(line, state.inList);
  if (fence) {
    endParagraph(state);
    state.fence = fence;
    state.inList = fence.inList;
    return 'code block';
  }
  const markup = openMarkup(line, state.inList);
  if (markup) {
    endParagraph(state);
    state.markup = markup;
    return insideMarkup(state, line, markup);
  }
  if (isList(line)) state.inList = true;
  else if (state.afterBlank && /^\S/.test(line)) state.inList = false;
  state.afterBlank = false;
  return undefined;
}

function inParagraph(state: State, line: string): Hidden | undefined {
  // What follows a quotation without an empty line is shown inside of it.
  state.quoted ||= isQuotation(line);
  const spanning = state.spans.isOpen();
  state.spans.take(line);
  if (state.quoted) return 'quotation';
  return spanning || state.doubtful ? 'unclosed formatting' : undefined;
}

const listMarkers = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+/;

function isList(line: string): boolean {
  return /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/.test(line);
}

function isQuotation(line: string): boolean {
  return line.replace(listMarkers, '').trimStart().startsWith('>');
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}

/** The kinds of HTML block that GitHub's Markdown knows, by how they begin and end. */
function openMarkup(line: string, inList: boolean): Markup | undefined {
  const start = /^ {0,3}(<.*)$/.exec(line)?.[1]?.toLowerCase();
  if (start === undefined) return undefined;
  if (start.startsWith('<!--')) return { end: '-->', certain: !inList };
  const raw = /^<(pre|script|style|textarea)(?:[\s>]|$)/.exec(start)?.[1];
  if (raw) return { end: `</${raw}>`, certain: false };
  if (start.startsWith('<![cdata[')) return { end: ']]>', certain: false };
  if (start.startsWith('<?')) return { end: '?>', certain: false };
  if (/^<![a-z]/.test(start)) return { end: '>', certain: false };
  return /^<\/?[a-z]/.test(start) ? { end: undefined, certain: false } : undefined;
}
