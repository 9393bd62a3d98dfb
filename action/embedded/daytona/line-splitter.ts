export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Hands over an unfinished last line, if there is one. */
  flush(): void;
}

const longestLine = 16 * 1024 * 1024;

/**
 * Cuts a byte stream into lines, and into commands: the shell writes `marker` between NUL
 * bytes after each one, so that late output is still the output of the right command.
 * `onLines` gets one or more lines, each with its end; the last of a command is given one.
 */
export function createLineSplitter(
  marker: string,
  onLines: (lines: Buffer) => void,
  onMarker: () => void,
): LineSplitter {
  const end = Buffer.from(`\0${marker}\0`);
  let rest: Buffer = Buffer.alloc(0);

  function lines(bytes: Buffer): Buffer {
    const whole = bytes.lastIndexOf(10) + 1;
    if (whole > 0) onLines(bytes.subarray(0, whole));
    return bytes.subarray(whole);
  }

  function flush(): void {
    if (rest.length > 0) onLines(Buffer.concat([rest, Buffer.from('\n')]));
    rest = Buffer.alloc(0);
  }

  return {
    flush,
    push(chunk) {
      rest = Buffer.concat([rest, chunk]);
      for (let at = rest.indexOf(end); at >= 0; at = rest.indexOf(end)) {
        const next = rest.subarray(at + end.length);
        rest = lines(rest.subarray(0, at));
        flush();
        onMarker();
        rest = next;
      }
      rest = lines(rest);
      if (rest.length > longestLine) flush();
    },
  };
}
