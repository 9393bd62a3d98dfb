/** What can be said of the words in a text after it was read once. */
export interface WordIndex {
  /** Nothing but printable ASCII, tabs, line and form feeds, and carriage returns. */
  isPlain(): boolean;
  /** Whether the text holds this word, written so. */
  holds(word: string): boolean;
  /** False only where the text holds this ASCII word in no case; true proves nothing. */
  mayHold(word: string): boolean;
}

/** The same for a text that is too short, or asked too little, to be read beforehand. */
export function searchWords(text: string): WordIndex {
  return { isPlain: () => false, holds: (word) => text.includes(word), mayHold: () => true };
}

/**
 * Notes which two characters follow each other somewhere in a text, as bits of a table, when the
 * first question comes. A word of which two neighbours never meet is not there; so dozens of words
 * cost one pass over the text, and a search each only where they may be. Characters beyond ASCII
 * share their bits with others: that lets a word seem possible, never impossible.
 */
export function indexWords(text: string): WordIndex {
  const self = {};
  let widest = 0;
  /** One table serves all texts in turns: whoever comes back to an earlier one has it read again. */
  const table = () => {
    if (owner !== self) {
      owner = self;
      widest = notePairs(text, pairs.fill(0));
    }
    return pairs;
  };
  return {
    isPlain() {
      const noted = table();
      return widest < alphabet && controls.every((code) => !isThere(noted, code));
    },
    holds: (word) => mayHoldExact(table(), word) && text.includes(word),
    mayHold: (word) => mayHoldFolded(table(), word.toLowerCase(), word.toUpperCase()),
  };
}

function mayHoldExact(pairs: Int32Array, word: string): boolean {
  for (let at = 1; at < word.length; at += 1)
    if (!meet(pairs, codeAt(word, at - 1), codeAt(word, at))) return false;
  return true;
}

/** The word in lower and in upper case. */
function mayHoldFolded(pairs: Int32Array, lower: string, upper: string): boolean {
  for (let at = 1; at < lower.length; at += 1) {
    const [a, b] = [codeAt(lower, at - 1), codeAt(lower, at)];
    const [A, B] = [codeAt(upper, at - 1), codeAt(upper, at)];
    if (!(meet(pairs, a, b) || meet(pairs, a, B) || meet(pairs, A, b) || meet(pairs, A, B)))
      return false;
  }
  return true;
}

const alphabet = 128;
/** The row of a character has a bit for each that may follow it. */
const rowWords = alphabet / 32;

const pairs = new Int32Array(alphabet * rowWords);
let owner: object | undefined;

function meet(pairs: Int32Array, left: number, right: number): boolean {
  return ((pairs[left * rowWords + (right >>> 5)] ?? 0) & (1 << (right & 31))) !== 0;
}

/** Every neighbourhood, a line feed before the first and after the last; answers with all codes or-ed. */
function notePairs(text: string, pairs: Int32Array): number {
  const { length } = text;
  let left = lineFeed;
  let widest = 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    const right = code & (alphabet - 1);
    const slot = left * rowWords + (right >>> 5);
    pairs[slot] = (pairs[slot] ?? 0) | (1 << (right & 31));
    widest |= code;
    left = right;
  }
  const last = left * rowWords;
  pairs[last] = (pairs[last] ?? 0) | (1 << lineFeed);
  return widest;
}

const lineFeed = 0x0a;

/** Of ASCII, all that no ordinary text has. */
const controls = Array.from({ length: alphabet }, (_, code) => code).filter(
  (code) => !/[\t\n\r\f -~]/.test(String.fromCharCode(code)),
);

/** Whatever is there is followed by something, a line feed at the least. */
function isThere(pairs: Int32Array, code: number): boolean {
  for (let at = code * rowWords; at < (code + 1) * rowWords; at += 1)
    if (pairs[at] !== 0) return true;
  return false;
}

function codeAt(text: string, at: number): number {
  return text.charCodeAt(at) & (alphabet - 1);
}
