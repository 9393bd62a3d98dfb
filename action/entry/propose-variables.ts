import { metadata as daytona } from '../plugins/daytona/metadata.ts';
import { metadata as environmentApproval } from '../plugins/environment-approval/metadata.ts';
import { metadata as git } from '../plugins/git/metadata.ts';
import { metadata as modelRoute } from '../plugins/model-route/metadata.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import { commonVariables } from './inputs.ts';

/** What the propose job reads. The publish job has no name for a sandbox or a model. */
export const proposeVariables = [
  ...commonVariables,
  ...git.env,
  ...daytona.env,
  ...modelRoute.env,
  ...environmentApproval.env,
];

export type ProposeReader = EnvironmentReader<(typeof proposeVariables)[number]['name']>;
