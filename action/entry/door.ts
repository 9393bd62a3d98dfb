import { randomBytes } from 'node:crypto';
import type { Context } from '../core/context.ts';
import { Failure } from '../domain/failure.ts';

/** Exit codes of every door. */
export const exitCodes = { done: 0, endedOtherwise: 1, badInput: 2 } as const;

/** The world as it is: clock and random numbers. */
export function realContext(secrets: readonly string[], signal: AbortSignal): Context {
  return {
    now: () => Date.now(),
    randomHex: (count) => randomBytes(count).toString('hex'),
    signal,
    secrets: secrets.filter((secret) => secret.length >= 8),
  };
}

/**
 * The context of one job: a cancelled job is an aborted signal, until `close`. Close it last, so
 * that no signal cuts the cleaning up short.
 */
export function openContext(secrets: readonly string[]) {
  const cancelled = new AbortController();
  const cancel = (signal: NodeJS.Signals) => cancelled.abort(new Error(`received ${signal}`));
  for (const signal of cancelling) process.once(signal, cancel);
  return {
    context: realContext(secrets, cancelled.signal),
    close() {
      for (const signal of cancelling) process.off(signal, cancel);
    },
  };
}

const cancelling = ['SIGTERM', 'SIGINT'] as const;

/**
 * The one place where whatever was not expected ends: told in a line, never a stack for users.
 * Then the process ends, also where a vendor's client still holds a connection open: a job
 * that is done must not run on until somebody else hangs up.
 */
export async function door(work: () => Promise<number>): Promise<never> {
  const code = await work().catch(tellFailure);
  process.exit(code);
}

function tellFailure(error: unknown): number {
  if (error instanceof Failure) {
    process.stderr.write(`${error.tell}\n`);
    return error.code === 'misconfigured' ? exitCodes.badInput : exitCodes.endedOtherwise;
  }
  process.stderr.write(
    `PatchPlane has a bug: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return exitCodes.endedOtherwise;
}

/** Refuses a Node that can not run this, in one line. */
export function requireNode(major: number): void {
  if (Number(process.versions.node.split('.')[0]) >= major) return;
  process.stderr.write(
    `PatchPlane needs Node ${major} or later; this is ${process.version}. Add actions/setup-node with node-version ${major} before it.\n`,
  );
  process.exit(exitCodes.badInput);
}
