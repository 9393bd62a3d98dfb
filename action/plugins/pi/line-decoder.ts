const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** What is kept of a line that is too long: enough to say what it was. */
const headBytes = 1_024;

/** One line of a byte stream, without its line end. */
export interface Line {
  /** Counts from 0, empty lines included. */
  readonly number: number;
  /** Byte offset of the line's start in the stream. */
  readonly offset: number;
  readonly bytes: Buffer;
  /** The line passed the limit: `bytes` is only its head, the rest is skipped. */
  readonly truncated: boolean;
}

export interface LineDecoder {
  push(chunk: Uint8Array): Line[];
  /** The last line, where the stream did not end with a line feed. */
  end(): Line[];
}

/**
 * Strict LF framing. Only byte 0x0A ends a line; one carriage return before it goes.
 * Deliberately not Node's `readline`: it also splits on U+2028, U+2029 and a lone CR, which
 * are ordinary characters inside JSON strings.
 */
export function createLineDecoder(limitBytes: number): LineDecoder {
  let number = 0;
  let offset = 0;
  let pieces: Buffer[] = [];
  let pending = 0;
  let skipping = false;

  /** Adds to the line at hand; answers with its head at the moment it passes the limit. */
  function append(piece: Buffer): Line | undefined {
    pending += piece.length;
    if (skipping) return undefined;
    pieces.push(piece);
    if (pending <= limitBytes) return undefined;
    skipping = true;
    return { number, offset, bytes: joined(pieces).subarray(0, headBytes), truncated: true };
  }

  function finish(lineEnd: 0 | 1): Line | undefined {
    const whole = skipping
      ? undefined
      : { number, offset, bytes: withoutReturn(joined(pieces)), truncated: false };
    number += 1;
    offset += pending + lineEnd;
    pieces = [];
    pending = 0;
    skipping = false;
    return whole;
  }

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const lines: Line[] = [];
      const keep = (line: Line | undefined): void => {
        if (line) lines.push(line);
      };
      let from = 0;
      for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
        keep(append(bytes.subarray(from, at)));
        keep(finish(1));
        from = at + 1;
      }
      if (from < bytes.length) keep(append(bytes.subarray(from)));
      return lines;
    },
    end() {
      const last = pending === 0 ? undefined : finish(0);
      return last ? [last] : [];
    },
  };
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [only] = pieces;
  return pieces.length === 1 && only ? only : Buffer.concat(pieces);
}

function withoutReturn(bytes: Buffer): Buffer {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
}
