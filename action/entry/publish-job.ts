import { publish } from '../core/publish.ts';
import { bundleFolder, writeBundle } from './bundle-folder.ts';
import { composePublish } from './compose-publish.ts';
import { repositoryOf, runUrlOf, secretsOf } from './compose-shared.ts';
import { exitCodes, realContext } from './door.ts';
import type { PublishInputs } from './inputs.ts';
import { reportResult } from './result-line.ts';

/** The publish job, once its inputs are known to be complete. */
export async function publishJob(inputs: PublishInputs): Promise<number> {
  const settings = { repository: repositoryOf(inputs), runUrl: runUrlOf(inputs) };
  const context = realContext(secretsOf(inputs));
  const { runId, state, bundle, timings } = await publish(
    inputs.PATCHPLANE_RUN_ID,
    composePublish(inputs),
    settings,
    context,
  );
  const folder = bundleFolder(inputs.PATCHPLANE_STATE_DIR, runId);
  writeBundle(folder, bundle);
  reportResult(inputs.PATCHPLANE_LOG, { kind: 'ended', runId, state, folder, timings });
  return state === 'failed' || state === 'expired' ? exitCodes.endedOtherwise : exitCodes.done;
}
