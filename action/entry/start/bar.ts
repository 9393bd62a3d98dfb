import type { Screen } from './screen.ts';

/** One line at the bottom of a terminal that is drawn again while something is under way. */
export interface Bar {
  start(stage: string): void;
  /** Ends the stage; the line stays. */
  finish(stage: string, line: string): void;
  /** Writes above the bar. */
  above(text: string): void;
  close(): void;
}

/** Stages of the loop in order; the bar counts the ones that ended. */
const expected = [
  'boot',
  'authorize',
  'admit',
  'freeze',
  'provision',
  'run',
  'capture',
  'verify',
  'review',
  'evaluate',
  'confirm',
  'seal',
  'decide',
  'read',
  'consume',
  'publish',
  'tell',
  'check bundle',
];

const cells = 16;
const eraseLine = '\r\u001b[2K';

export function createBar(screen: Screen, now: () => number): Bar {
  let current: { readonly stage: string; readonly since: number } | undefined;
  let done = 0;

  const draw = () => {
    if (!current) return;
    const seconds = ((now() - current.since) / 1_000).toFixed(1);
    const line = `${cellsOf(done)} ${current.stage} ${seconds} s`;
    // A line that wraps could not be erased again.
    screen.write(`${eraseLine}${line.slice(0, Math.max(1, screen.columns() - 1))}`);
  };
  const above = (text: string) => {
    screen.write(`${eraseLine}${text}\n`);
    draw();
  };
  const timer = setInterval(draw, 100).unref();

  return {
    above,
    start(stage) {
      current = { stage, since: now() };
      draw();
    },
    finish(stage, line) {
      current = undefined;
      done = Math.max(done, expected.indexOf(stage) + 1);
      above(line);
    },
    close() {
      clearInterval(timer);
      if (current) screen.write(eraseLine);
      current = undefined;
    },
  };
}

function cellsOf(done: number): string {
  const full = Math.round((done / expected.length) * cells);
  return `[${'#'.repeat(full)}${'.'.repeat(cells - full)}]`;
}
