import {
  type CodeFence,
  closesForCertain,
  columnsOf,
  isDoubtful,
  isFenceLike,
  isLeftOf,
  mayClose,
  type OpenList,
  openFence,
} from './code-fence.ts';
import { createInnerHtml, type HtmlBlock, type InnerHtml, openHtml } from './html-block.ts';
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

interface State {
  fence: CodeFence | undefined;
  html: (HtmlBlock & { readonly inner: InnerHtml }) | undefined;
  quoted: boolean;
  list: OpenList | undefined;
  afterBlank: boolean;
  /** What was read can be read in two ways, and they differ from here on. */
  doubtful: boolean;
  readonly spans: SpanTracker;
}

/** Takes one line after the other. */
function createScanner(): (line: string) => Hidden | undefined {
  const state: State = {
    fence: undefined,
    html: undefined,
    quoted: false,
    list: undefined,
    afterBlank: true,
    doubtful: false,
    spans: createSpanTracker(),
  };
  return (line) => {
    if (state.fence) return insideFence(state, line, state.fence);
    if (state.html) return insideHtml(state, line, state.html);
    if (isBlank(line)) return endParagraph(state);
    const block = newBlock(state, line);
    return block ?? inParagraph(state, line);
  };
}

function insideFence(state: State, line: string, fence: CodeFence): Hidden {
  state.doubtful ||= isLeftOf(fence, line);
  if (mayClose(fence, line)) {
    state.doubtful ||= !closesForCertain(fence, line);
    state.fence = undefined;
  }
  return 'code block';
}

function insideHtml(
  state: State,
  line: string,
  { end, certain, inner }: NonNullable<State['html']>,
): Hidden {
  inner.take(line);
  const ends = end === undefined ? isBlank(line) : line.toLowerCase().includes(end);
  if (ends) {
    state.html = undefined;
    state.doubtful ||= inner.isOpen();
  } else state.doubtful ||= !certain && isFenceLike(line);
  return 'HTML';
}

/** A block that interrupts a paragraph, unless what is open there takes the line in. */
function interruptParagraph(state: State): void {
  state.doubtful ||= state.spans.isOpen();
  endParagraph(state);
}

function endParagraph(state: State): undefined {
  state.quoted = false;
  state.afterBlank = true;
  state.spans.endParagraph();
}

function newBlock(state: State, line: string): Hidden | undefined {
  // A list's text is two columns in at least.
  if (/^ ?>/.test(line)) state.list = undefined;
  const fence = openFence(line, state.list);
  if (fence) {
    state.doubtful ||= isDoubtful(line, state.list, state.quoted);
    interruptParagraph(state);
    state.fence = fence;
    state.list = fence.inList ? { column: fence.column } : undefined;
    return 'code block';
  }
  const html = openHtml(line, state.list !== undefined);
  if (html) {
    interruptParagraph(state);
    state.html = { ...html, inner: createInnerHtml() };
    return insideHtml(state, line, state.html);
  }
  const item = listItem.exec(line)?.[0];
  if (item !== undefined) state.list = { column: columnsOf(item) };
  else if (state.afterBlank && /^\S/.test(line)) state.list = undefined;
  state.afterBlank = false;
  return undefined;
}

function inParagraph(state: State, line: string): Hidden | undefined {
  // What follows a quotation without an empty line is shown inside of it.
  state.quoted ||= isQuotation(line);
  const spanning = state.spans.isOpen();
  state.spans.take(line, isAlone(line));
  if (state.quoted) return 'quotation';
  return spanning || state.doubtful ? 'unclosed formatting' : undefined;
}

/** A heading, a rule, a list item, a quotation or indented code: another paragraph follows, or may. */
function isAlone(line: string): boolean {
  if (/^(?: {4}| {0,3}\t)/.test(line)) return true;
  if (/^[ \t]*(?:#|>|=+[ \t]*$|-+[ \t]*$)/.test(line) || listItem.test(line)) return true;
  return /^[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}$/.test(line);
}

const listMarkers = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+/;

const listItem = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$))+/;

function isQuotation(line: string): boolean {
  return line.replace(listMarkers, '').trimStart().startsWith('>');
}

function isBlank(line: string): boolean {
  return /^[ \t]*$/.test(line);
}
