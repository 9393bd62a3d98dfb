import { lineOf } from './diff-hunks.ts';
import type { Forge } from './forge.ts';
import type { PullRecord } from './records.ts';
import { association } from './render-issue.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';
import type { PullCommentRecord, PullReviewRecord } from './review-records.ts';

/** `pull-request-review-comment`. Its place is null once the line is not what it was. */
export async function renderPullComment(
  forge: Forge,
  pull: PullRecord,
  comment: PullCommentRecord,
): Promise<Json> {
  const { path, commit, line, side, startLine } = comment;
  const [then, now] = await Promise.all(
    [commit, pull.headSha].map((sha) => lineOf(forge.git, sha, path, line)),
  );
  const outdated = then !== now;
  const url = `${repositoryUrl(forge)}/pulls/comments/${comment.id}`;
  const pullUrl = `${repositoryUrl(forge)}/pulls/${pull.number}`;
  const html = `${repositoryPage(forge)}/pull/${pull.number}#discussion_r${comment.id}`;
  return {
    url,
    pull_request_review_id: comment.review,
    id: comment.id,
    node_id: nodeId('PRRC', comment.id),
    diff_hunk: comment.diffHunk,
    path,
    position: outdated ? null : 1,
    original_position: 1,
    commit_id: outdated ? commit : pull.headSha,
    original_commit_id: commit,
    ...(comment.inReplyTo === undefined ? {} : { in_reply_to_id: comment.inReplyTo }),
    user: renderUser(forge.addresses, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(forge, comment.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    start_line: outdated ? null : startLine,
    original_start_line: startLine,
    start_side: startLine === null ? null : side,
    line: outdated ? null : line,
    original_line: line,
    side,
    subject_type: 'line',
  };
}

/** `pull-request-review`. */
export function renderPullReview(forge: Forge, review: PullReviewRecord): Json {
  const html = `${repositoryPage(forge)}/pull/${review.pull}#pullrequestreview-${review.id}`;
  const pullUrl = `${repositoryUrl(forge)}/pulls/${review.pull}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: renderUser(forge.addresses, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl,
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    submitted_at: review.createdAt,
    commit_id: review.commit,
    author_association: association(forge, review.author),
  };
}
