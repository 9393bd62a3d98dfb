import { readActive } from './active-run.ts';
import { door, exitCodes, requireNode } from './door.ts';
import { readFinishInputs } from './finish-inputs.ts';

requireNode(22);
await door(async () => {
  const inputs = readFinishInputs(process.env);
  const run = readActive(inputs.stateDir);
  // The usual end: whoever opened something closed it.
  if (!run) return exitCodes.done;
  const { finishJob } = await import('./finish-job.ts');
  return finishJob(run, inputs);
});
