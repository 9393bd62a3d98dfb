import { RunId } from '../domain/ids.ts';
import { metadata as environmentApproval } from '../plugins/environment-approval/metadata.ts';
import { metadata as githubApp } from '../plugins/github-app/metadata.ts';
import { metadata as githubArtifacts } from '../plugins/github-artifacts/metadata.ts';
import type { ConfigFile } from './config-schema.ts';
import {
  createReader,
  type Environment,
  type EnvironmentReader,
  type Problem,
  requireNoProblems,
} from './environment-reader.ts';
import { commonVariables, readCommon, told } from './inputs.ts';
import type { PublishInputs } from './job-inputs.ts';
import { isTrue } from './variable-formats.ts';

export const publishVariables = [
  ...commonVariables,
  ...githubArtifacts.env,
  ...environmentApproval.env,
  ...githubApp.env,
];

type PublishReader = EnvironmentReader<(typeof publishVariables)[number]['name']>;

/** What the publish job works with; as strict, and as complete in its complaints, as propose. */
export function readPublishInputs(environment: Environment, config?: ConfigFile): PublishInputs {
  const { inputs, problems } = decodePublish(environment, config);
  requireNoProblems(problems);
  return inputs;
}

/** The same, for whoever wants to see the problems; with any, the inputs are of no use. */
export function decodePublish(
  environment: Environment,
  config: ConfigFile | undefined,
): { readonly inputs: PublishInputs; readonly problems: readonly Problem[] } {
  const reader = createReader(environment, publishVariables);
  const runId = reader.optional('PATCHPLANE_RUN_ID');
  const inputs: PublishInputs = {
    ...readCommon(reader, config),
    runId: RunId.optional().parse(runId),
    environment: reader.setting('PATCHPLANE_ENVIRONMENT', config?.environment) || undefined,
    requesterMayApprove: isTrue(
      reader.setting('PATCHPLANE_REQUESTER_MAY_APPROVE', told(config?.requesterMayApprove)),
    ),
    proposeWorkflows: reader
      .setting('PATCHPLANE_PROPOSE_WORKFLOWS')
      .split(',')
      .map((file) => file.trim()),
    dryRun: isTrue(reader.setting('PATCHPLANE_DRY_RUN')),
    app: readApp(reader),
  };
  return { inputs, problems: reader.problems };
}

function readApp(reader: PublishReader): PublishInputs['app'] {
  if (!reader.has('GITHUB_APP_ID') && !reader.has('GITHUB_PRIVATE_KEY')) return undefined;
  const because = 'an App has a number and a key, and one of them is set';
  return {
    id: reader.required('GITHUB_APP_ID', because),
    privateKey: reader.required('GITHUB_PRIVATE_KEY', because),
  };
}
