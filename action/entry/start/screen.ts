import type { WriteStream } from 'node:tty';

/** Where `npm start` shows itself. */
export interface Screen {
  readonly isTTY: boolean;
  /** As wide as it is now. */
  columns(): number;
  write(text: string): void;
}

export function createScreen(output: WriteStream): Screen {
  // Whoever reads may go (`| head`); the run goes on, and its result is in its files.
  output.on('error', () => undefined);
  return {
    isTTY: output.isTTY === true,
    columns: () => output.columns ?? 80,
    write: (text) => void output.write(text),
  };
}
