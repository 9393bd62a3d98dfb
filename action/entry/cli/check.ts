import { oneLine } from '../one-line.ts';

/** One line of `doctor`. */
export type Check =
  | { readonly id: string; readonly status: 'green'; readonly detail: string }
  /** `fix` is what to do, exactly: a command where there is one. */
  | { readonly id: string; readonly status: 'red'; readonly detail: string; readonly fix: string }
  /** Not asked, with why; neither good nor bad. */
  | { readonly id: string; readonly status: 'skipped'; readonly detail: string };

export function green(id: string, detail: string): Check {
  return { id, status: 'green', detail };
}

export function red(id: string, detail: string, fix: string): Check {
  return { id, status: 'red', detail, fix };
}

export function skipped(id: string, detail: string): Check {
  return { id, status: 'skipped', detail };
}

const marks = {
  green: { sign: '✓', colour: '\u001b[32m' },
  red: { sign: '✗', colour: '\u001b[31m' },
  skipped: { sign: '–', colour: '\u001b[2m' },
} as const;

/** The word is there too: colour and sign are never the only signal. */
export function linesOf(check: Check, colour: boolean): readonly string[] {
  const { sign, colour: start } = marks[check.status];
  const mark = `${sign} ${check.status.padEnd(7)}`;
  return [
    `${colour ? `${start}${mark}\u001b[0m` : mark} ${check.id}: ${oneLine(check.detail)}`,
    ...(check.status === 'red' ? check.fix.split('\n').map((line) => `            ${line}`) : []),
  ];
}
