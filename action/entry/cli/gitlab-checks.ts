import { Failure } from '../../domain/failure.ts';
import type { GitLabReadiness } from '../../plugins/gitlab/readiness.ts';
import type { Environment } from '../environment-reader.ts';
import { gitLabForge } from '../review-forge-inputs.ts';
import { gitLabVariable } from '../review-inputs.ts';
import { type Check, green, red, skipped } from './check.ts';

const id = 'gitlab';
const tokenFix =
  'Make a project access token with the role Reporter and the scope api, and store it as the masked variable GITLAB_TOKEN.';

/** Whether a merge-request job finds what it needs; only feedback needs a token. */
export async function checkGitLab(
  environment: Environment,
  open: (access: { readonly token: string; readonly apiUrl: string }) => Promise<GitLabReadiness>,
): Promise<readonly Check[]> {
  const { token, apiUrl, projectId } = gitLabForge(environment);
  if (!apiUrl || !projectId)
    return [
      red(
        id,
        'CI_API_V4_URL and CI_PROJECT_ID are not both set, so GitLab could not be asked',
        'Run it in a job of GitLab, or set them: CI_API_V4_URL=https://gitlab.example.com/api/v4 CI_PROJECT_ID=5',
      ),
    ];
  const pipeline = checkPipeline(environment);
  if (!token) {
    const detail = 'GITLAB_TOKEN is not set: artifacts need none, feedback on merge requests does';
    return [pipeline, skipped(id, detail)];
  }
  return [pipeline, ...(await checkToken(await open({ token, apiUrl }), projectId))];
}

function checkPipeline(environment: Environment): Check {
  const number = gitLabVariable(environment, 'CI_MERGE_REQUEST_IID');
  if (number !== undefined) return green(id, `this job is for the merge request !${number}`);
  const detail =
    'this job is for no merge request; its jobs run with `$CI_PIPELINE_SOURCE == "merge_request_event"`';
  return skipped(id, detail);
}

async function checkToken(gitlab: GitLabReadiness, projectId: number): Promise<readonly Check[]> {
  try {
    const name = await gitlab.readUserName();
    const scopes = await gitlab.readScopes();
    await gitlab.readMergeRequests(projectId);
    if (scopes && !scopes.includes('api'))
      return [
        red(id, `the token of ${name} has the scopes ${scopes.join(', ')}, not api`, tokenFix),
      ];
    const known = scopes ? ' with the scope api' : '';
    return [
      green(id, `the token of ${name}${known} reads the merge requests of project ${projectId}`),
    ];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [red(id, error.tell, tokenFix)];
  }
}
