/** What the shim said, each line once and in order, whatever the transport made of it. */
export interface ShimLines {
  /** A new connection, which tells everything from the beginning. */
  telling(): (text: string) => void;
  /** Whether a line came before one that should have come first. */
  missing(): boolean;
  /** Undefined until the shim told that the program ended, and all output before it was here. */
  exitCode(): number | undefined;
  /** Resolves when there is something to react to, or after so many milliseconds. */
  changed(afterMs: number): Promise<void>;
  /** How many lines were taken so far, heartbeats included. */
  taken(): number;
}

/** No line of ours is longer; what is, is not ours and not kept. */
const longestLine = 8 * 1024;

/** `deliver` gets the pieces of stdout as the program wrote them, still compressed. */
export function createShimLines(word: string, deliver: (packed: Buffer) => void): ShimLines {
  const line = new RegExp(`^${word} (\\d{1,15}) ([ohx])(?: ([A-Za-z0-9+/=]*))?$`);
  let next = 1;
  let gap = false;
  let exitCode: number | undefined;
  let wake = (): void => undefined;

  function take(text: string): void {
    const [, at, kind, value = ''] = line.exec(text) ?? [];
    if (at === undefined || Number(at) < next) return;
    gap = Number(at) > next;
    if (!gap) next += 1;
    if (!gap && kind === 'o') deliver(Buffer.from(value, 'base64'));
    if (!gap && kind === 'x') exitCode = Number(value);
    if (gap || kind === 'x') wake();
  }

  return {
    telling() {
      let rest = '';
      return (text) => {
        const lines = `${rest}${text}`.split('\n');
        rest = (lines.pop() ?? '').slice(0, longestLine);
        for (const one of lines) take(one);
      };
    },
    missing: () => gap,
    exitCode: () => exitCode,
    changed: (afterMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, afterMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    taken: () => next - 1,
  };
}
