import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultBundle } from '../core/policy/default-bundle.ts';
import { type ProposeSettings, propose } from '../core/propose.ts';
import { bundleFolder, writeBundle } from './bundle-folder.ts';
import { composePropose, proposeSecrets } from './compose-propose.ts';
import { runUrlOf } from './compose-shared.ts';
import { exitCodes, realContext } from './door.ts';
import { type ProposeInputs, readEvent } from './inputs.ts';
import { reportResult } from './result-line.ts';

/** The propose job, once its inputs are known to be complete. */
export async function proposeJob(inputs: ProposeInputs): Promise<number> {
  const event = readEvent(inputs);
  const context = realContext(proposeSecrets(inputs));
  const proposal = await propose(event, composePropose(inputs), settingsOf(inputs), context);
  if (proposal.kind !== 'ended') {
    reportResult(inputs.PATCHPLANE_LOG, proposal);
    return exitCodes.done;
  }
  const { bundle, runId, state, timings } = proposal;
  const folder = bundleFolder(inputs.PATCHPLANE_STATE_DIR, runId);
  writeBundle(folder, bundle);
  reportResult(inputs.PATCHPLANE_LOG, { kind: 'ended', runId, state, folder, timings });
  return state === 'awaiting-decision' ? exitCodes.done : exitCodes.endedOtherwise;
}

/** What every proposal works with: the built-in policy, and the program that looks at the work tree. */
export function settingsOf(inputs: ProposeInputs): ProposeSettings {
  return {
    job: {
      modelVersion: `${inputs.PATCHPLANE_AGENT_PROVIDER}/${inputs.PATCHPLANE_AGENT_MODEL}`,
      githubRunId: inputs.GITHUB_RUN_ID,
      githubRunAttempt: inputs.GITHUB_RUN_ATTEMPT ? Number(inputs.GITHUB_RUN_ATTEMPT) : undefined,
      workflowRef: inputs.GITHUB_WORKFLOW_REF,
    },
    policy: { ...defaultBundle, budgets: inputs.budgets },
    capture: {
      ...collector(),
      nodeBin: '/opt/node/bin/node',
    },
    runUrl: runUrlOf(inputs),
  };
}

/** Beside the source as TypeScript, beside the bundle compiled: the same relative place. */
function collector() {
  const inside = join(import.meta.dirname, '..', 'inside');
  const compiled = join(inside, 'collect.mjs');
  return existsSync(compiled)
    ? { collector: readFileSync(compiled), language: 'mjs' as const }
    : { collector: readFileSync(join(inside, 'collect.mts')), language: 'mts' as const };
}
