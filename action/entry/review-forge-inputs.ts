import type { RepositoryRef } from '../core/services/source-control-service.ts';
import { type Environment, given } from './environment-reader.ts';
import { gitLabVariable } from './review-inputs.ts';

/** What telling a pull request takes; undefined where something of it is not there. */
export function gitHubForge(environment: Environment): {
  readonly token: string | undefined;
  readonly apiUrl: string;
  readonly repository: RepositoryRef | undefined;
  readonly markerKey: string | undefined;
} {
  const [owner, name, ...rest] = (given(environment, 'GITHUB_REPOSITORY') ?? '').split('/');
  const externalId = given(environment, 'GITHUB_REPOSITORY_ID');
  const isNamed = owner && name && rest.length === 0 && externalId;
  return {
    token: given(environment, 'GITHUB_TOKEN'),
    apiUrl: given(environment, 'GITHUB_API_URL') ?? 'https://api.github.com',
    repository: isNamed ? { externalId, owner, name } : undefined,
    markerKey: given(environment, 'PATCHPLANE_MARKER_KEY'),
  };
}

/** What telling a merge request takes; undefined where something of it is not there. */
export function gitLabForge(environment: Environment): {
  readonly token: string | undefined;
  readonly apiUrl: string | undefined;
  readonly projectId: number | undefined;
} {
  const apiUrl = given(environment, 'CI_API_V4_URL');
  // In the pipeline of a fork the project of the job is another one.
  const project = gitLabVariable(environment, 'CI_MERGE_REQUEST_PROJECT_ID');
  const projectId = Number(project ?? given(environment, 'CI_PROJECT_ID') ?? '0');
  return {
    token: given(environment, 'GITLAB_TOKEN'),
    apiUrl: apiUrl !== undefined && URL.canParse(apiUrl) ? apiUrl : undefined,
    projectId: Number.isSafeInteger(projectId) && projectId > 0 ? projectId : undefined,
  };
}

/** Of this job: they go to whom they are for, and into no prompt. */
export function forgeSecrets(environment: Environment): readonly string[] {
  return [
    given(environment, 'GITHUB_TOKEN'),
    given(environment, 'GITLAB_TOKEN'),
    given(environment, 'CI_JOB_TOKEN'),
    given(environment, 'PATCHPLANE_MARKER_KEY'),
  ].flatMap((value) => value ?? []);
}
