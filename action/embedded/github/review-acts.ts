import type { Caller } from './caller.ts';
import { findHunk } from './diff-hunks.ts';
import type { Forge } from './forge.ts';
import type { PullRecord } from './records.ts';
import { ApiError, validationFailed } from './reply.ts';
import type { PullCommentRecord, PullReviewRecord } from './review-records.ts';

/** Where a comment is to stand, as GitHub takes it. */
interface Place {
  readonly body: string;
  readonly path: string;
  readonly line: number;
  readonly side: 'LEFT' | 'RIGHT';
  readonly start_line?: number | undefined;
}

type By = Pick<Caller, 'account' | 'app'>;

export async function addPullComment(
  forge: Forge,
  pull: PullRecord,
  by: By,
  place: Place & { readonly commit_id: string },
): Promise<PullCommentRecord> {
  if ((await hunkAt(forge, pull, place.commit_id, place)) === undefined)
    throw validationFailed({
      resource: 'PullRequestReviewComment',
      field: 'pull_request_review_thread.line',
      code: 'custom',
      message: 'pull_request_review_thread.line must be part of the diff',
    });
  const review = {
    event: 'COMMENT',
    body: '',
    commit_id: place.commit_id,
    comments: [place],
  } as const;
  await addPullReview(forge, pull, by, review);
  const added = forge.store.state.pullComments.at(-1);
  if (!added) throw new TypeError('the comment was not stored');
  return added;
}

const states = {
  COMMENT: 'COMMENTED',
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
} as const;

/** All of its comments or none: one line outside the diff refuses the whole review. */
export async function addPullReview(
  forge: Forge,
  pull: PullRecord,
  by: By,
  review: {
    readonly event: keyof typeof states;
    readonly body: string;
    readonly commit_id?: string | undefined;
    readonly comments: readonly Place[];
  },
): Promise<PullReviewRecord> {
  if (review.event !== 'APPROVE' && review.body === '' && review.comments.length === 0)
    throw new ApiError(422, 'Unprocessable Entity', ['Body can not be blank']);
  const commit = review.commit_id ?? pull.headSha;
  const hunks: string[] = [];
  for (const place of review.comments) {
    const hunk = await hunkAt(forge, pull, commit, place);
    // As sentences, unlike every other refusal.
    if (hunk === undefined)
      throw new ApiError(422, 'Unprocessable Entity', ['Line could not be resolved']);
    hunks.push(hunk);
  }
  const now = forge.now();
  const times = { createdAt: now, updatedAt: now };
  const { state } = forge.store;
  const added: PullReviewRecord = {
    id: forge.store.nextId(),
    ...times,
    pull: pull.number,
    author: by.account,
    body: review.body,
    state: states[review.event],
    commit,
  };
  state.pullReviews.push(added);
  for (const [at, { body, path, line, side, start_line }] of review.comments.entries()) {
    state.pullComments.push({
      ...{ id: forge.store.nextId(), ...times, pull: pull.number, review: added.id },
      ...{ author: by.account, ...(by.app ? { app: by.app } : {}) },
      ...{ body, path, commit, side, line, startLine: start_line ?? null },
      diffHunk: hunks[at] ?? '',
    });
  }
  forge.store.save();
  return added;
}

export function replyTo(
  forge: Forge,
  comment: PullCommentRecord,
  by: By,
  body: string,
): PullCommentRecord {
  const now = forge.now();
  const { app: _app, ...place } = comment;
  const reply: PullCommentRecord = {
    ...place,
    ...{ id: forge.store.nextId(), createdAt: now, updatedAt: now },
    ...{ author: by.account, ...(by.app ? { app: by.app } : {}) },
    ...{ body, inReplyTo: comment.inReplyTo ?? comment.id },
  };
  forge.store.state.pullComments.push(reply);
  forge.store.save();
  return reply;
}

async function hunkAt(
  forge: Forge,
  { baseSha }: PullRecord,
  commit: string,
  { path, side, line, start_line }: Place,
): Promise<string | undefined> {
  const range = { base: baseSha, head: commit };
  const first = await findHunk(forge.git, range, { path, side, line: start_line ?? line });
  const hunk = await findHunk(forge.git, range, { path, side, line });
  return first && (start_line ?? line) <= line ? hunk?.text : undefined;
}
