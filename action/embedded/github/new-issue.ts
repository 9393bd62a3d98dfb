import type { Account } from './account.ts';
import type { Forge } from './forge.ts';
import type { IssueRecord } from './records.ts';

export interface IssueDraft {
  readonly title: string;
  readonly body: string | null;
  readonly labels: readonly string[];
  /** A pull request is an issue as well. */
  readonly isPull?: boolean;
}

/** Adds an issue to the store; the caller's permission was looked at before. */
export function newIssue(forge: Forge, author: Account, draft: IssueDraft): IssueRecord {
  const now = forge.now();
  const issue: IssueRecord = {
    id: forge.store.nextId(),
    number: forge.store.nextNumber(),
    title: draft.title,
    body: draft.body,
    author,
    labels: [...new Set(draft.labels)],
    state: 'open',
    isPull: draft.isPull ?? false,
    createdAt: now,
    updatedAt: now,
  };
  forge.store.state.issues.push(issue);
  forge.store.save();
  return issue;
}
