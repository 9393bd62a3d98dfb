import { appendFileSync } from 'node:fs';
import type { OutputName, Outputs } from './outputs-table.ts';

/** The files that the runner reads after a step, as it names them; undefined outside a runner. */
export interface RunnerFiles {
  readonly output: string | undefined;
  readonly summary: string | undefined;
}

export function runnerFiles(
  environment: Readonly<Record<string, string | undefined>>,
): RunnerFiles {
  return {
    output: environment['GITHUB_OUTPUT'] || undefined,
    summary: environment['GITHUB_STEP_SUMMARY'] || undefined,
  };
}

/**
 * The one place that writes `GITHUB_OUTPUT`. The names are fixed by the table; a value that is
 * not one line is an error, and it stands behind a delimiter that nobody could know before, so
 * that no text can ever become a second output.
 */
export function writeOutputs(
  { output }: RunnerFiles,
  values: Outputs,
  randomHex: (bytes: number) => string,
): void {
  if (output === undefined) return;
  const lines = Object.entries(values).map(([name, value]) =>
    outputLines(name, value, `patchplane_${randomHex(16)}`),
  );
  appendFileSync(output, lines.join(''));
}

function outputLines(name: string, value: string, delimiter: string): string {
  if (/[\n\r\0]/.test(value)) throw new TypeError(`the output ${name} is not one line`);
  if (value.includes(delimiter)) throw new TypeError(`the output ${name} holds its delimiter`);
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** GitHub shows at most 1 MiB of a step's summary, and nothing at all of a longer one. */
const mostSummaryBytes = 1_024 * 1_024;

/** Adds to the summary of the step; what does not fit is left out at the end, and said so. */
export function writeSummary({ summary }: RunnerFiles, markdown: string): void {
  if (summary === undefined) return;
  appendFileSync(summary, `${fitting(markdown.toWellFormed())}\n`);
}

function fitting(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length < mostSummaryBytes) return text;
  const notice = `\n\n_Truncated: the whole text has ${bytes.length} bytes and is part of the run's evidence._`;
  const room = mostSummaryBytes - Buffer.byteLength(notice) - 1;
  // A character that was cut in half decodes to a replacement character; it goes, too.
  return `${bytes
    .subarray(0, room)
    .toString('utf8')
    .replace(/\uFFFD$/, '')}${notice}`;
}

/** The outputs that are there, without those that nothing is known of. */
export function known(
  values: Readonly<Partial<Record<OutputName, string | number | null | undefined>>>,
): Outputs {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => [name, String(value)]),
  );
}
