import type { Account } from './account.ts';
import { type Forge, type GitHubEvent, ownerAccount } from './forge.ts';
import { pullNumbers } from './pull-numbers.ts';
import type { CommentRecord, IssueRecord, PullRecord } from './records.ts';
import { renderComment, renderIssue, renderLabel } from './render-issue.ts';
import { type Json, renderOrganization, renderUser } from './render-people.ts';
import { renderPull } from './render-pull.ts';
import { renderRepository } from './render-repository.ts';

/** What every event says: where it happened and who did it. */
export function eventContext(forge: Forge, sender: Account): Json {
  const owner = ownerAccount(forge);
  return {
    repository: renderRepository(forge),
    ...(owner.type === 'Organization'
      ? { organization: renderOrganization(forge.addresses, owner) }
      : {}),
    sender: renderUser(forge.addresses, sender),
  };
}

/** `issues`, with the label where that is what happened. */
export function issueEvent(
  forge: Forge,
  action: 'opened' | 'edited' | 'closed' | 'reopened' | 'labeled' | 'unlabeled',
  issue: IssueRecord,
  sender: Account,
  extra: { readonly label?: string; readonly changes?: Json } = {},
): GitHubEvent {
  const { label, changes } = extra;
  return {
    name: 'issues',
    payload: {
      action,
      issue: renderIssue(forge, issue),
      ...(label === undefined ? {} : { label: renderLabel(forge, label) }),
      ...(changes ? { changes } : {}),
      ...eventContext(forge, sender),
    },
  };
}

/** `issue_comment`, on an issue or on a pull request. */
export function commentEvent(
  forge: Forge,
  action: 'created' | 'edited' | 'deleted',
  issue: IssueRecord,
  comment: CommentRecord,
  sender: Account,
  from?: string,
): GitHubEvent {
  return {
    name: 'issue_comment',
    payload: {
      action,
      ...(from === undefined ? {} : { changes: { body: { from } } }),
      issue: renderIssue(forge, issue),
      comment: renderComment(forge, comment),
      ...eventContext(forge, sender),
    },
  };
}

export type PullAction =
  | 'opened'
  | 'synchronize'
  | 'reopened'
  | 'closed'
  | 'edited'
  | 'ready_for_review'
  | 'converted_to_draft'
  | 'labeled'
  | 'unlabeled';

/** `pull_request`. */
export async function pullEvent(
  forge: Forge,
  action: PullAction,
  [pull, issue]: readonly [PullRecord, IssueRecord],
  sender: Account,
  extra: Json = {},
): Promise<GitHubEvent> {
  const numbers = await pullNumbers(forge.git, pull.baseSha, pull.headSha);
  return {
    name: 'pull_request',
    payload: {
      action,
      number: pull.number,
      pull_request: renderPull(forge, pull, issue, numbers),
      ...extra,
      ...eventContext(forge, sender),
    },
  };
}
