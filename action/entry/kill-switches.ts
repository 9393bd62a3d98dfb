import type { KillSwitch } from '../core/services/kill-switch.ts';
import { createConvexKillSwitch } from '../plugins/convex/kill-switch.ts';
import type { GitHubOptions } from '../plugins/github/client.ts';
import { convexConnection } from './compose-shared.ts';
import { readConfigOn } from './job-config.ts';
import type { CommonInputs } from './job-inputs.ts';
import { createLiveKillSwitch } from './live-kill-switch.ts';

/** Every switch that may stop this job: the variable, the file, and the workspace's in the ledger. */
export function liveKillSwitch(inputs: CommonInputs, github: GitHubOptions): KillSwitch {
  const switches = [
    createLiveKillSwitch(inputs.killSwitch, () => readConfigOn(github, inputs.github.repository)),
  ];
  const { ledger } = inputs;
  if (ledger.kind === 'convex') switches.push(createConvexKillSwitch(convexConnection(ledger)));
  return firstThrown(switches);
}

/** Thrown as soon as one of them is; they are asked in order. */
function firstThrown(switches: readonly KillSwitch[]): KillSwitch {
  return {
    async thrownBy() {
      for (const each of switches) {
        const thrown = await each.thrownBy();
        if (thrown !== undefined) return thrown;
      }
      return undefined;
    },
  };
}
