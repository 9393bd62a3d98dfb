const marks = { stdout: Buffer.from([1, 1, 1]), stderr: Buffer.from([2, 2, 2]) };

export type Channel = keyof typeof marks;

/** The output of one command as the wire carries it: lines, each behind a three-byte mark. */
export interface Journal {
  /** One or more lines, each with its end. */
  append(channel: Channel, lines: Buffer): void;
  /** Bytes from `offset` on, at most `limit`. */
  read(offset: number, limit: number): Buffer;
  size(): number;
  text(): { output: string; stdout: string; stderr: string };
}

/** A journal that is full swallows the rest, as a full disk would. */
export function createJournal(maxBytes = 256 * 1024 * 1024): Journal {
  const pieces: Buffer[] = [];
  const starts: number[] = [];
  const channels: Channel[] = [];
  let size = 0;

  function append(channel: Channel, lines: Buffer): void {
    if (size + lines.length > maxBytes) return;
    // The vendor's shell loop drops NUL bytes.
    const clean = lines.includes(0) ? Buffer.from(lines.filter((byte) => byte !== 0)) : lines;
    const piece = Buffer.concat(linesOf(clean).flatMap((line) => [marks[channel], line]));
    pieces.push(piece);
    starts.push(size);
    channels.push(channel);
    size += piece.length;
  }

  function read(offset: number, limit: number): Buffer {
    const parts: Buffer[] = [];
    let wanted = Math.min(limit, size - offset);
    for (let index = indexAt(starts, offset); wanted > 0; index += 1) {
      const piece = pieces[index];
      if (!piece) break;
      const from = parts.length === 0 ? offset - (starts[index] ?? 0) : 0;
      const part = piece.subarray(from, from + wanted);
      parts.push(part);
      wanted -= part.length;
    }
    return Buffer.concat(parts);
  }

  function only(channel: Channel): string {
    const lines = pieces.filter((_, index) => channels[index] === channel).flatMap(linesOf);
    return Buffer.concat(lines.map((line) => line.subarray(3))).toString('utf8');
  }

  return {
    append,
    read,
    size: () => size,
    text: () => ({
      output: Buffer.concat(pieces).toString('utf8'),
      stdout: only('stdout'),
      stderr: only('stderr'),
    }),
  };
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from) + 1;
    lines.push(bytes.subarray(from, end));
    from = end;
  }
  return lines;
}

/** The last index whose start is not beyond `offset`. */
function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
