export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Hands over an unfinished last line, if there is one. */
  flush(): void;
}

const longestLine = 16 * 1024 * 1024;

/**
 * Cuts a byte stream into lines, and into commands: the shell writes `marker` between NUL
 * bytes after each one, so that late output is still the output of the right command.
 */
export function createLineSplitter(
  marker: string,
  onLine: (line: Buffer) => void,
  onMarker: () => void,
): LineSplitter {
  const end = Buffer.from(`\0${marker}\0`);
  let rest: Buffer = Buffer.alloc(0);

  function lines(bytes: Buffer): Buffer {
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      onLine(bytes.subarray(from, at));
      from = at + 1;
    }
    return bytes.subarray(from);
  }

  function flush(): void {
    if (rest.length > 0) onLine(rest);
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
