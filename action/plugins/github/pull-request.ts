import type {
  PullRequestState,
  RepositoryRef,
} from '../../core/services/source-control-service.ts';
import { ComparisonAnswer, PullStateAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { named } from './same-repository.ts';

const readPull: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  doing: 'read the pull request',
  needs: 'pull-requests: read',
};
const compare: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/compare/{basehead}',
  doing: 'find where the pull request began',
  needs: 'contents: read',
};

/** The pull request now. Its commits are compared by their ids: branches move meanwhile. */
export async function readPullRequest(
  client: GitHubClient,
  repository: RepositoryRef,
  number: number,
): Promise<PullRequestState> {
  const parameters = { ...named(repository), pull_number: number };
  const pull = await client.call(readPull, parameters, PullStateAnswer);
  const { head, base } = pull;
  const comparison = await client.call(
    compare,
    // Only where they part is of interest, not the list of commits.
    { ...named(repository), basehead: `${base.sha}...${head.sha}`, per_page: 1 },
    ComparisonAnswer,
  );
  return {
    externalId: String(pull.id),
    title: pull.title.toWellFormed(),
    body: (pull.body ?? '').toWellFormed(),
    state: pull.state,
    updatedAt: pull.updated_at,
    headSha: head.sha,
    headRef: head.ref,
    headRepositoryId: head.repo ? String(head.repo.id) : undefined,
    baseSha: base.sha,
    baseRef: base.ref,
    authorId: String(pull.user.id),
    mergeBaseSha: comparison.merge_base_commit.sha,
  };
}
