import { SwitchThrown } from './cancellation.ts';
import type { Context } from './context.ts';
import type { KillSwitch } from './services/kill-switch.ts';

/** Milliseconds between two looks: what is left of five seconds is for the sandbox to go. */
const usualPace = 1_500;

export interface SwitchWatch {
  /** The run's, whose signal fires with `SwitchThrown` too. */
  readonly context: Context;
  /** From here on the switch is looked at, until `end`. */
  begin(): void;
  end(): void;
}

/** [E13] Looks at the kill switch while a run is at work, and ends the run when it is thrown. */
export function openSwitchWatch(
  context: Context,
  killSwitch: KillSwitch,
  everyMs = usualPace,
): SwitchWatch {
  const thrown = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let over = false;

  async function look(): Promise<void> {
    const by = await killSwitch.thrownBy();
    if (over) return;
    if (by === undefined) lookLater();
    else thrown.abort(new SwitchThrown(by));
  }
  function lookLater(): void {
    // A look that broke is a bug of ours: closed, like a switch that can not be read.
    const failed = () => thrown.abort(new SwitchThrown('a kill switch that could not be read'));
    timer = setTimeout(() => void look().catch(failed), everyMs);
  }
  return {
    context: { ...context, signal: AbortSignal.any([context.signal, thrown.signal]) },
    begin: lookLater,
    end: () => {
      over = true;
      clearTimeout(timer);
    },
  };
}
