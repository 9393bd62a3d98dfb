import { indexWords, type WordIndex } from './word-index.ts';

/**
 * A blob as text to look through, however it is encoded. Plain fields only: a getter in a literal
 * would give every text a hidden class of its own, and the engine keeps those, text and all.
 */
export interface BlobText {
  readonly text: string;
  /** Of the blob, in bytes. */
  readonly size: number;
  /** Of the text. */
  readonly words: WordIndex;
  /** Holds a NUL or is not UTF-8: git's diff may show nothing of it. */
  readonly binary: boolean;
}

/** UTF-8, or UTF-16 where a byte order mark says so; other bytes become U+FFFD. */
export function readText(bytes: Uint8Array): BlobText {
  const size = bytes.length;
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return blobText(decode(bytes, 'utf-16le'), size, true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return blobText(decode(bytes, 'utf-16be'), size, true);
  const text = decode(bytes, 'utf-8');
  const binary = bytes.includes(0) || (text.includes('\ufffd') && !isUtf8(bytes));
  return blobText(text, size, binary);
}

function blobText(text: string, size: number, binary: boolean): BlobText {
  return { text, size, binary, words: indexWords(text) };
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
