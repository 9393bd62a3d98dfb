import type { KillSwitch } from '../core/services/kill-switch.ts';

/** The switch as the job was given it: a variable of repository or organisation, or a file of the base. */
export function createInputKillSwitch(thrownBy: string | undefined): KillSwitch {
  return { thrownBy: async () => thrownBy };
}
