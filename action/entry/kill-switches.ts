import type { KillSwitch } from '../core/services/kill-switch.ts';
import { createConvexKillSwitch } from '../plugins/convex/kill-switch.ts';
import type { GitHubOptions } from '../plugins/github/client.ts';
import { convexConnection } from './compose-shared.ts';
import { readConfigOn } from './job-config.ts';
import type { CommonInputs } from './job-inputs.ts';
import { askedSeldom, createLiveKillSwitch } from './live-kill-switch.ts';

/** Every switch that may stop this job: the variable, the file, and the workspace's in the ledger. */
export function liveKillSwitch(inputs: CommonInputs, github: GitHubOptions): KillSwitch {
  return firstThrown([switchInFile(inputs, github), ...switchInLedger(inputs)]);
}

/** GitHub counts requests, a thousand an hour for all jobs of a repository. */
const fileEveryMs = 60_000;

/** The same for a job that asks again and again while it works. */
export function switchAtWork(inputs: CommonInputs, github: GitHubOptions): KillSwitch {
  return firstThrown([
    askedSeldom(switchInFile(inputs, github), fileEveryMs),
    ...switchInLedger(inputs),
  ]);
}

function switchInFile(inputs: CommonInputs, github: GitHubOptions): KillSwitch {
  return createLiveKillSwitch(inputs.killSwitch, () =>
    readConfigOn(github, inputs.github.repository),
  );
}

function switchInLedger({ ledger }: CommonInputs): KillSwitch[] {
  return ledger.kind === 'convex' ? [createConvexKillSwitch(convexConnection(ledger))] : [];
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
