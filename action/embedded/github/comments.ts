import type { Account, AppAccount } from './account.ts';
import { type Forge, laterThan } from './forge.ts';
import type { CommentRecord, IssueRecord } from './records.ts';

/** Adds a comment to the store; the caller's permission was looked at before. */
export function newComment(
  forge: Forge,
  issue: IssueRecord,
  by: { readonly account: Account; readonly app?: AppAccount },
  body: string,
): CommentRecord {
  const now = forge.now();
  const comment: CommentRecord = {
    id: forge.store.nextId(),
    issue: issue.number,
    author: by.account,
    body,
    createdAt: now,
    updatedAt: now,
    ...(by.app ? { app: by.app } : {}),
  };
  forge.store.state.comments.push(comment);
  issue.updatedAt = laterThan(forge, issue.updatedAt);
  forge.store.save();
  return comment;
}

export function changeComment(forge: Forge, comment: CommentRecord, body: string): void {
  comment.body = body;
  comment.updatedAt = laterThan(forge, comment.updatedAt);
  forge.store.save();
}

export function removeComment(forge: Forge, { id }: CommentRecord): void {
  const { state } = forge.store;
  state.comments = state.comments.filter((comment) => comment.id !== id);
  state.reactions = state.reactions.filter(
    ({ subject }) => subject.kind !== 'comment' || subject.id !== id,
  );
  forge.store.save();
}

export interface CommentOrder {
  /** ISO 8601: only what changed then or later. */
  readonly since?: string | undefined;
  readonly sort?: string | undefined;
  readonly direction?: string | undefined;
}

/** By age, oldest first, unless `sort` and `direction` say otherwise. */
export function orderComments(
  comments: readonly CommentRecord[],
  { since, sort, direction }: CommentOrder,
): readonly CommentRecord[] {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const key = ({ createdAt, updatedAt }: CommentRecord) =>
    sort === 'updated' ? updatedAt : createdAt;
  const ordered = comments
    .filter(({ updatedAt }) => Date.parse(updatedAt) >= from)
    .toSorted((left, right) => key(left).localeCompare(key(right)) || left.id - right.id);
  // As on GitHub, a direction alone changes nothing.
  return sort !== undefined && direction === 'desc' ? ordered.toReversed() : ordered;
}
