import { Failure } from '../../../domain/failure.ts';

/** Does something later; the answer calls it off. */
export type Schedule = (milliseconds: number, act: () => void) => () => void;

export interface PulseOptions {
  readonly write: () => Promise<void>;
  readonly schedule: Schedule;
  readonly onTrouble: (error: unknown) => void;
}

/** When an edit is made: one at a time, at once after a state change, else in a slowing rhythm. */
export interface Pulse {
  start(): void;
  /** Something happened that people wait for. */
  now(): void;
  /** Resolves when the last write is over; none follows. */
  stop(): Promise<void>;
}

const shortestGapMs = 10_000;
/** A stage that takes long is looked at less often; a quiet run stays under 40 requests. */
const longestGapMs = 60_000;

export function createPulse({ write, schedule, onTrouble }: PulseOptions): Pulse {
  let phase: 'not-yet' | 'going' | 'over' = 'not-yet';
  let gap = shortestGapMs;
  let callOff: () => void = () => undefined;
  let writing: Promise<void> | undefined;
  let isBehind = false;

  /** A permission that is missing stays missing: said once is enough. */
  const tryToWrite = async () => {
    try {
      await write();
    } catch (error) {
      onTrouble(error);
      if (!(error instanceof Failure && error.retryable)) phase = 'over';
    }
  };

  const beat = () => {
    callOff();
    if (phase !== 'going') return;
    if (writing !== undefined) {
      isBehind = true;
      return;
    }
    isBehind = false;
    writing = tryToWrite().finally(() => {
      writing = undefined;
      if (isBehind) beat();
      else rest();
    });
  };

  const rest = () => {
    if (phase !== 'going') return;
    callOff = schedule(gap, () => {
      gap = Math.min(gap * 2, longestGapMs);
      beat();
    });
  };

  return {
    start() {
      if (phase !== 'not-yet') return;
      phase = 'going';
      beat();
    },
    now() {
      gap = shortestGapMs;
      beat();
    },
    async stop() {
      phase = 'over';
      callOff();
      await writing;
    },
  };
}
