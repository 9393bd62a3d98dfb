import type { Published, RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { RunMarker } from '../../domain/run-marker.ts';
import { CommentAnswer, CommentsAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { limited } from './limited-text.ts';
import { decodeMarker, encodeMarker } from './marker.ts';
import { type OwnAccount, ownAccountId } from './own-account.ts';
import { named } from './same-repository.ts';

const needs = 'issues: write';
export const listComments: Endpoint = {
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

export interface CommentRequest {
  readonly repository: RepositoryRef;
  readonly issueNumber: number;
  readonly marker: RunMarker;
  readonly body: string;
}

export interface CommentWriter {
  /** The run's one comment: the first call makes it, the next ones edit it. */
  writeRunComment(request: CommentRequest): Promise<Published>;
  addComment(repository: RepositoryRef, issueNumber: number, body: string): Promise<Published>;
}

/**
 * A run's comment is the one that begins with the run's marker *and* was written by us: anybody
 * can write or copy a marker, and a token that may comment may also edit other people's
 * comments. It is looked for once; a run that edits its comment every few seconds knows it.
 */
export function createCommentWriter(
  client: GitHubClient,
  self: OwnAccount,
  markerKey: string | undefined,
): CommentWriter {
  const known = new Map<string, number>();

  const find = async ({
    repository,
    issueNumber,
    marker,
  }: CommentRequest): Promise<number | undefined> => {
    const author = await ownAccountId(client, self, repository, issueNumber);
    const place = { ...named(repository), issue_number: issueNumber };
    const comments = await client.list(listComments, place, CommentsAnswer);
    return comments.find(
      ({ body, user }) =>
        user?.id === author &&
        decodeMarker(body ?? '', { repository, issueNumber }, markerKey)?.runId === marker.runId,
    )?.id;
  };

  return {
    async writeRunComment(request) {
      const { repository, issueNumber, marker } = request;
      const name = `${repository.externalId}/${issueNumber}/${marker.runId}`;
      const id = known.get(name) ?? (await find(request));
      const first = encodeMarker(marker, { repository, issueNumber }, markerKey);
      const body = limited(`${first}\n${request.body}`);
      const written =
        (id === undefined ? undefined : await edit(client, repository, id, body)) ??
        (await add(client, repository, issueNumber, body));
      known.set(name, written.id);
      return published(written);
    },

    async addComment(repository, issueNumber, body) {
      return published(await add(client, repository, issueNumber, limited(body)));
    },
  };
}

async function add(
  client: GitHubClient,
  repository: RepositoryRef,
  issueNumber: number,
  body: string,
): Promise<CommentAnswer> {
  const issue = { ...named(repository), issue_number: issueNumber };
  return client.call(createComment, { ...issue, body }, CommentAnswer);
}

/** Undefined where somebody deleted it: what the run has to say is said in a new one. */
async function edit(
  client: GitHubClient,
  repository: RepositoryRef,
  id: number,
  body: string,
): Promise<CommentAnswer | undefined> {
  try {
    const comment = { ...named(repository), comment_id: id };
    return await client.call(updateComment, { ...comment, body }, CommentAnswer);
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return undefined;
    throw error;
  }
}

function published(comment: CommentAnswer): Published {
  return { externalId: String(comment.id), url: comment.html_url };
}
