/** A text on the way to being searched: its bytes as characters, and where each one came from. */
export interface Squeezed {
  readonly text: string;
  readonly positions: Uint32Array;
}

/**
 * Bytes without white space, so that a value split over lines, or a base64 text wrapped at 76
 * columns, is one piece again. `written` also leaves out `\n`, `\r` and `\t` as JSON and shells
 * write them down.
 */
export function squeeze(bytes: Uint8Array, written: boolean): Squeezed {
  const kept = new Uint8Array(bytes.length);
  const positions = new Uint32Array(bytes.length);
  let size = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === space || (byte >= tab && byte <= carriageReturn)) continue;
    if (written && byte === backslash && isEscaped(bytes[at + 1])) {
      at += 1;
      continue;
    }
    kept[size] = byte;
    positions[size] = at;
    size += 1;
  }
  return { text: oneCharacterPerByte(kept.subarray(0, size)), positions };
}

/** Offsets in the text are offsets in the bytes. */
export function oneCharacterPerByte(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

const tab = 0x09;
const carriageReturn = 0x0d;
const space = 0x20;
const backslash = 0x5c;

function isEscaped(byte: number | undefined): boolean {
  return byte === 0x6e || byte === 0x72 || byte === 0x74;
}
