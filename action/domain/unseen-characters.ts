/**
 * The one table of what a reader does not see, or sees elsewhere than it stands. Whoever shows
 * somebody else's text, to a person or to an agent, asks here: two tables would drift apart, and
 * the gap between them is where a hidden instruction goes (Trojan Source, GlassWorm, tags).
 */

/**
 * Control and format characters, private and unassigned ones, halves of characters, line and
 * paragraph separators, everything that Unicode lets a renderer ignore (tags, variation
 * selectors, Hangul fillers, the joiner U+034F) and the Braille blank. Line feed and tab are as
 * they should be.
 */
const unseenClass = '[[\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800]--[\\t\\n]]';

/** Spaces that are not U+0020: seen as a space, read as something else by programs. */
const oddSpaceClass = '[\\p{Zs}--[\\x20]]';

/**
 * Emoji of several characters, as Unicode recommends them: joiner and selector inside of one are
 * what makes the picture. Flags that are spelled with tag characters are left out, since tags
 * are how text is smuggled.
 */
const emojiClass = '[\\p{RGI_Emoji}--\\p{RGI_Emoji_Tag_Sequence}]';

// Built from strings: TypeScript takes the flag "v" in a literal for newer targets only.
const unseen = new RegExp(`${emojiClass}|(?<ghost>${unseenClass})`, 'gv');
const unseenOrOddSpace = new RegExp(
  `${emojiClass}|(?<ghost>[${unseenClass}${oddSpaceClass}])`,
  'gv',
);

const plainAscii = /^[\t\n -~]*$/;

/** A stretch of text that shows as it is, or one character that does not. */
export interface Segment {
  readonly text: string;
  readonly unseen: boolean;
}

export interface Table {
  /** Whether spaces other than U+0020 count too, as they should in source code. */
  readonly oddSpaces: boolean;
}

/** Cuts the text at every unseen character; joined again, the segments are the text. */
export function* segmentsOf(
  text: string,
  { oddSpaces }: Table = { oddSpaces: false },
): Generator<Segment> {
  if (plainAscii.test(text)) {
    if (text !== '') yield { text, unseen: false };
    return;
  }
  let shown = 0;
  for (const match of text.matchAll(oddSpaces ? unseenOrOddSpace : unseen)) {
    const ghost = match.groups?.['ghost'];
    if (ghost === undefined) continue;
    if (match.index > shown) yield { text: text.slice(shown, match.index), unseen: false };
    yield { text: ghost, unseen: true };
    shown = match.index + ghost.length;
  }
  if (shown < text.length) yield { text: text.slice(shown), unseen: false };
}

/** The text with every unseen character replaced by what `show` makes of it. */
export function showUnseen(
  text: string,
  show: (codePoint: number) => string,
  table?: Table,
): string {
  let shown = '';
  for (const segment of segmentsOf(text, table)) {
    shown += segment.unseen ? show(segment.text.codePointAt(0) ?? 0) : segment.text;
  }
  return shown;
}

export function countUnseen(text: string, table?: Table): number {
  let count = 0;
  for (const segment of segmentsOf(text, table)) if (segment.unseen) count += 1;
  return count;
}

/** `\u{200b}`: how an unseen character is written where text is all there is. */
export function unseenEscape(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
