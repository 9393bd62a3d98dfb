/** A blob as text to look through, however it is encoded. */
export interface BlobText {
  readonly text: string;
  /** Holds a NUL or is not UTF-8: git's diff may show nothing of it. */
  readonly binary: boolean;
}

/** UTF-8, or UTF-16 where a byte order mark says so; other bytes become U+FFFD. */
export function readText(bytes: Uint8Array): BlobText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: decode(bytes, 'utf-16le'), binary: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: decode(bytes, 'utf-16be'), binary: true };
  const text = decode(bytes, 'utf-8');
  if (bytes.includes(0)) return { text, binary: true };
  return { text, binary: text.includes('\ufffd') && !isUtf8(bytes) };
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
