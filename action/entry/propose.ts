import { door, requireNode } from './door.ts';
import { readProposeConfig } from './propose-config.ts';
import { readProposeInputs } from './propose-inputs.ts';

requireNode(22);
await door(async () => {
  const inputs = readProposeInputs(process.env, await readProposeConfig(process.env));
  // Only a job that has what it needs pays for loading what it does.
  const { proposeJob } = await import('./propose-job.ts');
  return proposeJob(inputs);
});
