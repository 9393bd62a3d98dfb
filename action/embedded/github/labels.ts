import type { Account, AppAccount } from './account.ts';
import { type Forge, laterThan, sameName } from './forge.ts';
import type { IssueRecord } from './records.ts';

/** Who did it, as far as records go. */
export interface By {
  readonly account: Account;
  readonly app?: AppAccount;
}

/** Puts labels on that are not on yet. A label that nobody made before comes into being. */
export function addLabels(
  forge: Forge,
  issue: IssueRecord,
  labels: readonly string[],
  by: By,
): void {
  for (const label of new Set(labels)) {
    if (issue.labels.some((has) => sameName(has, label))) continue;
    issue.labels = [...issue.labels, label];
    note(forge, issue, 'labeled', label, by);
  }
  touch(forge, issue);
}

/** Takes one label off; false where it is not on. */
export function removeLabel(forge: Forge, issue: IssueRecord, label: string, by: By): boolean {
  const found = issue.labels.find((has) => sameName(has, label));
  if (found === undefined) return false;
  issue.labels = issue.labels.filter((has) => has !== found);
  note(forge, issue, 'unlabeled', found, by);
  touch(forge, issue);
  return true;
}

function note(
  forge: Forge,
  issue: IssueRecord,
  event: 'labeled' | 'unlabeled',
  label: string,
  { account, app }: By,
): void {
  forge.store.state.issueEvents.push({
    id: forge.store.nextId(),
    createdAt: forge.now(),
    issue: issue.number,
    event,
    label,
    actor: account,
    ...(app ? { app } : {}),
  });
}

function touch(forge: Forge, issue: IssueRecord): void {
  issue.updatedAt = laterThan(forge, issue.updatedAt);
  forge.store.save();
}
