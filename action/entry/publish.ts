import { publish } from '../core/publish.ts';
import { bundleFolder, writeBundle } from './bundle-folder.ts';
import { composePublish } from './compose-publish.ts';
import { repositoryOf, runUrlOf, secretsOf } from './compose-shared.ts';
import { door, exitCodes, realContext, requireNode } from './door.ts';
import { readPublishInputs } from './inputs.ts';
import { reportResult } from './result-line.ts';

requireNode(22);
await door(async () => {
  const inputs = readPublishInputs(process.env);
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
});
