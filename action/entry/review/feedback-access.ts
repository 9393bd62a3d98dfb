import type { FeedbackAccess } from '../../core/review/close-review.ts';
import type { FeedbackMode } from '../../core/review/settings/review-settings.ts';
import type { ReviewFeedback } from '../../core/services/review-feedback.ts';
import { Failure } from '../../domain/failure.ts';
import type { Environment } from '../environment-reader.ts';
import { gitHubForge, gitLabForge } from '../review-forge-inputs.ts';
import type { JobFacts } from './request-facts.ts';

/**
 * Who can be told at the forge, or why nobody is. Where telling was asked for and the token or
 * the address is missing, that is a delivery that fails, not one that nobody wanted.
 */
export async function feedbackAccess(
  mode: FeedbackMode,
  { request, byHand }: JobFacts,
  environment: Environment,
): Promise<FeedbackAccess> {
  if (mode === 'artifact-only') return unavailable('ARTIFACT_ONLY');
  if (!request) return unavailable('NO_REQUEST');
  if (mode === 'pr-manual' && !byHand) return unavailable('NOT_STARTED_BY_HAND');
  const open = request.forge === 'github' ? onGitHub : onGitLab;
  return { kind: 'available', feedback: await open(environment, request.number) };
}

async function onGitHub(environment: Environment, pullNumber: number): Promise<ReviewFeedback> {
  const { token, repository, apiUrl, markerKey } = gitHubForge(environment);
  if (!token) return missing('GITHUB_COMMENT_ERROR', 'GITHUB_TOKEN with `pull-requests: write`');
  if (!repository)
    return missing('GITHUB_COMMENT_ERROR', 'GITHUB_REPOSITORY and GITHUB_REPOSITORY_ID');
  const { createGitHubReviewFeedback } = await import('../../plugins/github/review-feedback.ts');
  return createGitHubReviewFeedback({ token, apiUrl, repository, pullNumber, markerKey });
}

async function onGitLab(
  environment: Environment,
  mergeRequestIid: number,
): Promise<ReviewFeedback> {
  const { token, apiUrl, projectId } = gitLabForge(environment);
  if (!token)
    return missing(
      'GITLAB_NOTE_ERROR',
      'GITLAB_TOKEN, an access token with the scope `api` (a job token can not write notes)',
    );
  if (!apiUrl || !projectId)
    return missing('GITLAB_NOTE_ERROR', 'CI_API_V4_URL and CI_MERGE_REQUEST_PROJECT_ID');
  const { createGitLabReviewFeedback } = await import('../../plugins/gitlab/review-feedback.ts');
  return createGitLabReviewFeedback({ token, apiUrl, projectId, mergeRequestIid });
}

function missing(errorName: string, what: string): ReviewFeedback {
  const tell = `${errorName}[NO_CREDENTIALS]: the feedback mode needs ${what}.`;
  return {
    deliver: async () => {
      throw new Failure({ code: 'misconfigured', tell });
    },
  };
}

function unavailable(reasonCode: string): FeedbackAccess {
  return { kind: 'unavailable', reasonCode };
}
