import { countUnseen, showUnseen, unseenEscape } from '../../domain/unseen-characters.ts';

/**
 * The only ways in which somebody else's text gets into Markdown: a code span or a fence
 * longer than any run of backticks in it. GitHub then makes no link, image, mention, issue
 * reference or HTML of it (GFM spec, 6.1 code spans, 4.5 fenced code blocks).
 */
export function codeSpan(text: string, longest = 200): string {
  const shown = visible(cut(text, longest)).replaceAll('\n', '\\n') || ' ';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // The renderer strips one space from both sides; without them a backtick at an end would join.
  const edge = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${edge}${shown}${edge}${fence}`;
}

export function codeBlock(text: string, longest = 8_000): string {
  const shown = visible(cut(text, longest));
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}text\n${shown}\n${fence}`;
}

/** Escapes for a plain sentence of our own that quotes a short known-shape value. */
export function escapeHtml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * Shows what would not be seen: control, format and default-ignorable characters, tags,
 * variation selectors and fillers become `\u{...}`. Line feed, tab and emoji stay.
 */
export function visible(text: string): string {
  return showUnseen(readable(text), unseenEscape);
}

/** How many characters of a text are only seen because `visible` writes them out. */
export function countHidden(text: string): number {
  return countUnseen(readable(text));
}

/** Line ends of Windows are line ends; a half of a character is none. */
function readable(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n');
}

function cut(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}… (${text.length - longest} more characters)`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
