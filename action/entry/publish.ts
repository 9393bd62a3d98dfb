import { door, requireNode } from './door.ts';
import { readPublishInputs } from './inputs.ts';

requireNode(22);
await door(async () => {
  const inputs = readPublishInputs(process.env);
  const { publishJob } = await import('./publish-job.ts');
  return publishJob(inputs);
});
