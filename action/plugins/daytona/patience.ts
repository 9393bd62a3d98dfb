import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { Failure } from '../../domain/failure.ts';
import { readSdkError, retryAfterSeconds, toFailure } from './daytona-failure.ts';

/** How long is waited for what, in milliseconds; the SDK would wait a day, and repeats nothing. */
export interface Patience {
  /** One question and its answer. */
  readonly callMs: number;
  /** Files, clones and everything else that carries bytes. */
  readonly transferMs: number;
  readonly createMs: number;
  /** Until a deleted sandbox has to be gone. */
  readonly goneMs: number;
  readonly tries: number;
  /** Before the second try; doubles with each further one. */
  readonly pauseMs: number;
  /** The vendor may ask for a longer pause than this: then it is told, not waited for. */
  readonly longestPauseMs: number;
  /** How often a process in a sandbox says that it is still there. */
  readonly heartbeatMs: number;
  /** Without any word of it for so long, the connection counts as dead. */
  readonly silenceMs: number;
}

export const defaultPatience: Patience = {
  callMs: 30_000,
  transferMs: 600_000,
  createMs: 300_000,
  goneMs: 90_000,
  tries: 5,
  pauseMs: 500,
  longestPauseMs: 30_000,
  heartbeatMs: 5_000,
  silenceMs: 20_000,
};

/**
 * `once`: what is not known to have failed is not done again. `repeatable`: doing it twice is
 * the same as once. A throttled call was not carried out, so it is always repeated.
 */
export type Manner = 'once' | 'repeatable';

export interface Call {
  /** Completes "Daytona could not ...". */
  readonly what: string;
  readonly manner: Manner;
  /** For one try; undefined: as long as it takes, and somebody else watches. */
  readonly limitMs: number | undefined;
}

export async function patiently<Result>(
  work: () => Promise<Result>,
  { what, manner, limitMs }: Call,
  patience: Patience,
): Promise<Result> {
  const once = async (): Promise<Result> => {
    try {
      return await (limitMs === undefined ? work() : within(limitMs, what, work()));
    } catch (error) {
      throw toFailure(error, what);
    }
  };
  return await pRetry(once, {
    retries: patience.tries - 1,
    minTimeout: 0,
    shouldRetry: async ({ error, attemptNumber, retriesLeft }) => {
      const pause = retriesLeft > 0 ? pauseBefore(error, manner, attemptNumber, patience) : null;
      if (pause === null) return false;
      await sleep(pause);
      return true;
    },
  });
}

/** Milliseconds until another try; null where there is none. */
function pauseBefore(
  failure: Error,
  manner: Manner,
  attempt: number,
  { pauseMs, longestPauseMs }: Patience,
): number | null {
  if (!(failure instanceof Failure)) return null;
  const again = failure.code === 'rate-limited' || (manner === 'repeatable' && failure.retryable);
  if (!again || failure.code === 'sandbox-lost') return null;
  const asked = retryAfterSeconds(readSdkError(failure.cause));
  const pause = asked === undefined ? pauseMs * 2 ** (attempt - 1) : asked * 1_000;
  return pause > longestPauseMs ? null : pause;
}

/** A call that neither answers nor fails is given up; whatever it still does is not waited for. */
export async function within<Result>(
  limitMs: number,
  what: string,
  work: Promise<Result>,
): Promise<Result> {
  const passed = new AbortController();
  const expiry = sleep(limitMs, undefined, { signal: passed.signal }).then(() => {
    throw new Failure({
      code: 'timeout',
      tell: `Daytona could not ${what} within ${Math.ceil(limitMs / 1_000)} seconds: try again.`,
      retryable: true,
    });
  });
  work.catch(() => undefined);
  expiry.catch(() => undefined);
  try {
    return await Promise.race([work, expiry]);
  } finally {
    passed.abort();
  }
}
