import type { CommonInputs, ProposeInputs } from './job-inputs.ts';
import { rungOf } from './rung.ts';

/** A missing account lowers the rung and says so, in the job's own log. */
export function sayRung(
  inputs: CommonInputs & Partial<Pick<ProposeInputs, 'sandbox' | 'model'>>,
): void {
  const { level, lines } = rungOf(inputs);
  if (lines.length === 0) return;
  for (const text of [`Rung ${level} of 3.`, ...lines]) {
    const line = inputs.log === 'json' ? JSON.stringify({ kind: 'note', text }) : text;
    process.stdout.write(`${line}\n`);
  }
}
