import type { Stop } from './attempt.ts';

/** What a run's signal fires with where the kill switch was thrown, and not the job cancelled. */
export class SwitchThrown extends Error {
  /** In words for a person. */
  readonly by: string;

  constructor(by: string) {
    super(`the kill switch was thrown: ${by}`);
    this.name = 'SwitchThrown';
    this.by = by;
  }
}

/** Why a run ends whose signal fired. */
export function stopOf({ reason }: AbortSignal): Stop {
  return reason instanceof SwitchThrown
    ? stoppedBySwitch(reason.by)
    : { state: 'cancelled', category: 'cancelled', reason: 'The job was cancelled.' };
}

export function stoppedBySwitch(by: string): Stop {
  return {
    state: 'cancelled',
    category: 'kill-switch',
    reason: `PatchPlane was stopped by ${by} while this run was under way. Nobody is asked to decide about it; run it again when the switch is off.`,
  };
}

/** How long a stage may go on after the job was cancelled, to keep what it has. */
const graceMs = 3_000;
/** Whoever throws the switch wants the end more than the evidence. */
const graceOfSwitchMs = 1_000;

/**
 * Resolves some time after the run was ended from outside. A stage that did not notice by itself
 * is left behind then; what it started is swept at the end.
 */
export async function cancellationOf(signal: AbortSignal): Promise<{ readonly stop: Stop }> {
  await new Promise<void>((noticed) => {
    if (signal.aborted) noticed();
    else signal.addEventListener('abort', () => noticed(), { once: true });
  });
  const grace = signal.reason instanceof SwitchThrown ? graceOfSwitchMs : graceMs;
  await new Promise((passed) => setTimeout(passed, grace));
  return { stop: stopOf(signal) };
}
