import { door, requireNode } from './door.ts';
import { readJobConfig } from './job-config.ts';
import { readPublishInputs } from './publish-inputs.ts';

requireNode(22);
await door(async () => {
  const inputs = readPublishInputs(process.env, await readJobConfig(process.env));
  const { publishJob } = await import('./publish-job.ts');
  return publishJob(inputs);
});
