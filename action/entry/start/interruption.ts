import { whenStarterDies } from '../../embedded/starters.ts';

/** A job that is asked to stop gets this long to seal what it has. */
export const patienceMs = 5_000;
/** Where nobody is left to see it, less: who was killed must not run on for long. */
const orphanPatienceMs = 1_200;

/**
 * Aborts when somebody wants us to stop: Ctrl-C, a signal, the terminal gone, or the npm that
 * started us killed. Asked twice, it still stops once: cleaning up needs its moment.
 */
export function listenForInterruption(): AbortSignal {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => asked.abort(new Error(signal)));
  }
  whenStarterDies(({ politely }) => {
    if (politely || asked.signal.aborted) return asked.abort(new Error('orphaned'));
    asked.abort(new Error('orphaned'));
    // The guardian cleans up behind a process that was killed.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), orphanPatienceMs).unref();
  });
  return asked.signal;
}

/** What comes first: the work's result, or undefined when the signal was aborted. */
export async function unlessInterrupted<Result>(
  signal: AbortSignal,
  work: Promise<Result>,
): Promise<Result | undefined> {
  // Whoever walks away must not leave a rejection that nobody hears.
  work.catch(() => undefined);
  if (signal.aborted) return undefined;
  const interrupted = Promise.withResolvers<undefined>();
  const stop = () => interrupted.resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, interrupted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
