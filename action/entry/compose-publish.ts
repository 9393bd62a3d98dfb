import type { PublishServices } from '../core/services/publish-services.ts';
import { createGitHubFeedback } from '../plugins/github/feedback.ts';
import { createGitHubReader } from '../plugins/github/reader.ts';
import { createGitHubWriter } from '../plugins/github/writer.ts';
import { githubAccess, shared } from './compose-shared.ts';
import type { PublishInputs } from './inputs.ts';

/** The publish job's services. There is no agent, sandbox or model in this file on purpose. */
export function composePublish(inputs: PublishInputs): PublishServices {
  const github = githubAccess(inputs);
  return {
    repositories: {
      ...createGitHubReader(github),
      ...createGitHubFeedback(github),
      ...createGitHubWriter(github),
    },
    ...shared(inputs),
  };
}
