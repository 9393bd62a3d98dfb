import type { ProposeServices } from '../core/services/propose-services.ts';
import { createDaytonaSandbox } from '../plugins/daytona/daytona-sandbox.ts';
import { createGitHubFeedback } from '../plugins/github/feedback.ts';
import { createGitHubReader } from '../plugins/github/reader.ts';
import { createGitHubWebhooks } from '../plugins/github/webhooks.ts';
import { createModelRoute } from '../plugins/model-route/model-route.ts';
import { createPiRuntime } from '../plugins/pi/pi-runtime.ts';
import { githubAccess, secretsOf, shared } from './compose-shared.ts';
import type { ProposeInputs } from './inputs.ts';

/** The propose job's services. There is no way to write to a repository in this file on purpose. */
export function composePropose(inputs: ProposeInputs): ProposeServices {
  const github = githubAccess(inputs);
  const sandboxes = createDaytonaSandbox({
    apiKey: inputs.DAYTONA_API_KEY,
    apiUrl: inputs.DAYTONA_API_URL,
    target: inputs.DAYTONA_TARGET,
    cloneUrl: (owner, name) => `${inputs.GITHUB_SERVER_URL}/${owner}/${name}.git`,
    cloneToken: inputs.GITHUB_TOKEN,
  });
  return {
    webhooks: createGitHubWebhooks({}),
    repositories: createGitHubReader(github),
    feedback: createGitHubFeedback(github),
    sandboxes,
    runtime: createPiRuntime({
      sandboxes,
      now: () => Date.now(),
      traceBytes: inputs.budgets.outputBytes,
    }),
    models: createModelRoute({
      url: inputs.PATCHPLANE_MODEL_ROUTE_URL,
      adminKey: inputs.PATCHPLANE_MODEL_ROUTE_KEY,
      provider: inputs.PATCHPLANE_AGENT_PROVIDER,
      model: inputs.PATCHPLANE_AGENT_MODEL,
      insideBaseUrl: inputs.PATCHPLANE_MODEL_ROUTE_INSIDE_URL,
      egress: new URL(inputs.PATCHPLANE_MODEL_ROUTE_URL).host,
    }),
    ...shared(inputs),
  };
}

export function proposeSecrets(inputs: ProposeInputs): string[] {
  return [...secretsOf(inputs), inputs.DAYTONA_API_KEY, inputs.PATCHPLANE_MODEL_ROUTE_KEY];
}
