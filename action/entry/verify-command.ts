import { verifyBundle } from '../core/verify-bundle/verify-bundle.ts';
import { readBundle } from './bundle-folder.ts';
import { exitCodes } from './door.ts';
import { oneLine } from './one-line.ts';

export interface VerifyOptions {
  /** The provenance head that the caller knows from elsewhere. */
  readonly head?: string;
  readonly json?: boolean;
}

/** `patchplane verify`: what holds goes to standard output, what does not to standard error. */
export function verify(folder: string, { head, json }: VerifyOptions): number {
  const found = verifyBundle(readBundle(folder));
  const verdict =
    found.holds && head !== undefined && head !== found.head
      ? { holds: false as const, because: `its head is ${found.head}, not the one you gave` }
      : found;
  if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else if (verdict.holds) {
    process.stdout.write(
      `Holds: ${verdict.runId} is ${verdict.state}, ${verdict.items} pieces of evidence, ${verdict.events} events, head ${verdict.head}\n`,
    );
  }
  if (verdict.holds) return exitCodes.done;
  if (!json) process.stderr.write(`Does not hold: ${oneLine(verdict.because)}\n`);
  return exitCodes.endedOtherwise;
}
