import type { Published, RepositoryRef } from '../../core/services/source-control-service.ts';
import type { RunId } from '../../domain/ids.ts';
import { CommentAnswer, CommentsAnswer, ReactionAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { limited } from './limited-text.ts';
import { named } from './same-repository.ts';

const needs = 'issues: write';
const listComments: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  doing: 'list the comments of the issue',
  needs,
};
const createComment: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  doing: 'comment on the issue',
  needs,
};
const updateComment: Endpoint = {
  route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  doing: 'update the comment',
  needs,
};
const reactToIssue: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions',
  doing: 'react to the issue',
  needs,
};

export interface CommentRequest {
  readonly repository: RepositoryRef;
  readonly issueNumber: number;
  readonly runId: RunId;
  readonly body: string;
}

/** The account that this token writes as; found once, then remembered. */
export interface OwnAccount {
  id: number | undefined;
}

/**
 * Writes the run's one comment: the first call makes it, the next ones edit it. Ours is the
 * comment that begins with the run's marker *and* was written by us, since anybody can write
 * the marker, and a token that may comment may also edit other people's comments.
 */
export async function writeRunComment(
  client: GitHubClient,
  self: OwnAccount,
  request: CommentRequest,
): Promise<Published> {
  const marker = `<!-- patchplane:run=${request.runId} -->`;
  const issue = { ...named(request.repository), issue_number: request.issueNumber };
  self.id ??= await askOwnAccount(client, issue);
  const comments = await client.list(listComments, issue, CommentsAnswer);
  const ours = comments.find(({ body, user }) => user?.id === self.id && body?.startsWith(marker));
  const body = limited(`${marker}\n${request.body}`);
  const written = ours
    ? await client.call(
        updateComment,
        { ...named(request.repository), comment_id: ours.id, body },
        CommentAnswer,
      )
    : await client.call(createComment, { ...issue, body }, CommentAnswer);
  return { externalId: String(written.id), url: written.html_url };
}

/**
 * `GITHUB_TOKEN` and installation tokens may not ask who they are. The answer to a reaction
 * names its author, and the same reaction twice is one, so the "eyes" that a run leaves on its
 * issue anyway tell it.
 */
async function askOwnAccount(
  client: GitHubClient,
  issue: { owner: string; repo: string; issue_number: number },
): Promise<number> {
  const { user } = await client.call(reactToIssue, { ...issue, content: 'eyes' }, ReactionAnswer);
  return user.id;
}
