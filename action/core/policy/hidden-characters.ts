/**
 * Characters that make text read differently from what it says: Trojan Source, GlassWorm,
 * tag characters, look-alike letters. One table for patches and for paths.
 */
export type HiddenKind = 'bidi' | 'invisible' | 'private-use' | 'control' | 'look-alike';

export interface HiddenCharacter {
  readonly kind: HiddenKind;
  readonly codePoint: number;
  /** UTF-16 offset in the text. */
  readonly offset: number;
}

/** Everything that deserves a second look; most text has none, so this is the only full pass. */
const suspicious =
  /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u2800\ufffe\uffff]|(?![\t\n\r\f])\p{Cc}/gu;

const plainAscii = /^[\t\n\r\f -~]*$/;

/** All of them, one by one: the caller knows which ones matter and when it has seen enough. */
export function* findHiddenCharacters(text: string): Generator<HiddenCharacter> {
  if (plainAscii.test(text)) return;
  for (const match of text.matchAll(suspicious)) {
    const kind = kindAt(text, match.index, match[0]);
    if (kind) yield hidden(kind, match);
  }
  for (const match of text.matchAll(lookAlike)) {
    if (isDeceptive(text, match.index, match[0].length)) yield hidden('look-alike', match);
  }
}

/** `U+202E`. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

function kindAt(text: string, offset: number, character: string): HiddenKind | undefined {
  if (/\p{Bidi_Control}/u.test(character)) return 'bidi';
  if (/\p{Cc}/u.test(character)) return 'control';
  if (/\p{Co}/u.test(character)) return 'private-use';
  if (isHonest(text, offset, character)) return undefined;
  return 'invisible';
}

/** Places where an invisible character is how people write: emoji, joining scripts, a first BOM. */
function isHonest(text: string, offset: number, character: string): boolean {
  if (character === '\ufeff') return offset === 0;
  if (visibleFormat.test(character)) return true;
  const before = text.slice(Math.max(0, offset - 12), offset);
  const after = text.slice(offset + character.length, offset + character.length + 2);
  if (character === '\ufe0e' || character === '\ufe0f') {
    return /[\p{Emoji}\p{Extended_Pictographic}]$/u.test(before);
  }
  if (character === '\u200d' && pictographBefore.test(before)) {
    return /^\p{Extended_Pictographic}/u.test(after);
  }
  if (character === '\u200d' || character === '\u200c') {
    return joining.test(before);
  }
  return false;
}

/** Signs of Arabic, Syriac and Kaithi that Unicode files under format characters but that show. */
const visibleFormat = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;

const pictographBefore = /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?$/u;

/** Scripts whose spelling needs joiners. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/**
 * Letters of other alphabets that a reader takes for Latin ones (after Unicode's confusables),
 * full-width and mathematical letters, the click letter that looks like "!", the Greek question
 * mark that looks like ";".
 */
const lookAlike =
  /[асеорхуіјѕһԁԛԝӏѵАВЕЅІЈКМНОРСТУХҮԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινυօսհոցԼ\u13a0-\u13f4\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}\u01c3\u037e]/gu;

const greekQuestionMark = '\u037e';

function hidden(kind: HiddenKind, match: RegExpExecArray): HiddenCharacter {
  return { kind, codePoint: match[0].codePointAt(0) ?? 0, offset: match.index };
}

const wordBefore = /[\p{L}\p{M}\p{N}_]*$/u;
const wordAfter = /^[\p{L}\p{M}\p{N}_]*/u;

/**
 * A word deceives when it has plain Latin letters and every other letter passes for one.
 * `userимя` is visibly mixed and `Δx` is how physicists write; neither is meant here.
 */
function isDeceptive(text: string, offset: number, length: number): boolean {
  if (text[offset] === greekQuestionMark) return true;
  // A word's neighbourhood is enough, and bounds the work for text without any break.
  const before = wordBefore.exec(text.slice(Math.max(0, offset - 48), offset))?.[0] ?? '';
  const after = wordAfter.exec(text.slice(offset + length, offset + length + 48))?.[0] ?? '';
  const others = (before + after).replace(lookAlike, '').replace(/[\p{M}\p{N}_]/gu, '');
  return /[A-Za-z]/.test(others) && /^\p{Script=Latin}*$/u.test(others);
}
