import { findComment } from './comment-routes.ts';
import { changeComment, newComment, removeComment } from './comments.ts';
import { commentEvent, issueEvent } from './events.ts';
import { type Forge, type GitHubEvent, laterThan } from './forge.ts';
import { findIssue } from './issue-routes.ts';
import { addLabels, type By, removeLabel } from './labels.ts';
import { newIssue } from './new-issue.ts';
import { accountOf, appOf } from './people.ts';
import type { CommentRecord } from './records.ts';

/**
 * What people do to issues in the browser. `by` is a login; each answers with the event that
 * GitHub sends for it. Nobody's permission is looked at: that is GitHub's page's affair, and
 * tests need people who do what they may not.
 */
export interface IssueActs {
  openIssue(issue: {
    readonly title: string;
    readonly body?: string | null;
    readonly by: string;
    readonly labels?: readonly string[];
  }): GitHubEvent;
  changeIssue(number: number, by: string, change: { title?: string; body?: string }): GitHubEvent;
  /** On an issue; `patchplane` unless another label is named. */
  label(number: number, by: string, label?: string): GitHubEvent;
  unlabel(number: number, by: string, label?: string): GitHubEvent;
  comment(number: number, by: string, body: string): GitHubEvent;
  editComment(id: number, by: string, body: string): GitHubEvent;
  deleteComment(id: number, by: string): GitHubEvent;
}

const usualLabel = 'patchplane';

export function createIssueActs(forge: Forge): IssueActs {
  return {
    openIssue: ({ title, body = null, by, labels = [] }) => {
      const author = accountOf(forge, by);
      return issueEvent(forge, 'opened', newIssue(forge, author, { title, body, labels }), author);
    },
    changeIssue: (number, by, change) => {
      const issue = findIssue(forge, String(number));
      const changes = {
        ...(change.title === undefined ? {} : { title: { from: issue.title } }),
        ...(change.body === undefined ? {} : { body: { from: issue.body ?? '' } }),
      };
      Object.assign(issue, change, { updatedAt: laterThan(forge, issue.updatedAt) });
      forge.store.save();
      return issueEvent(forge, 'edited', issue, accountOf(forge, by), { changes });
    },
    label: (number, by, label = usualLabel) => {
      const issue = findIssue(forge, String(number));
      addLabels(forge, issue, [label], byLogin(forge, by));
      return issueEvent(forge, 'labeled', issue, accountOf(forge, by), { label });
    },
    unlabel: (number, by, label = usualLabel) => {
      const issue = findIssue(forge, String(number));
      removeLabel(forge, issue, label, byLogin(forge, by));
      return issueEvent(forge, 'unlabeled', issue, accountOf(forge, by), { label });
    },
    ...commentActs(forge),
  };
}

function commentActs(forge: Forge): Pick<IssueActs, 'comment' | 'editComment' | 'deleteComment'> {
  const issueOf = (comment: CommentRecord) => findIssue(forge, String(comment.issue));
  return {
    comment: (number, by, body) => {
      const issue = findIssue(forge, String(number));
      const author = byLogin(forge, by);
      const comment = newComment(forge, issue, author, body);
      return commentEvent(forge, 'created', issue, comment, author.account);
    },
    editComment: (id, by, body) => {
      const comment = findComment(forge, String(id));
      const before = comment.body;
      changeComment(forge, comment, body);
      const sender = accountOf(forge, by);
      return commentEvent(forge, 'edited', issueOf(comment), comment, sender, before);
    },
    deleteComment: (id, by) => {
      const comment = findComment(forge, String(id));
      removeComment(forge, comment);
      return commentEvent(forge, 'deleted', issueOf(comment), comment, accountOf(forge, by));
    },
  };
}

/** Who a login is, with the App where it is a bot's. */
export function byLogin(forge: Forge, login: string): By {
  const account = accountOf(forge, login);
  const app = appOf(forge, account);
  return { account, ...(app ? { app } : {}) };
}
