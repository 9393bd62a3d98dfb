import type { FeedbackWriter, RepositoryRef } from '../../core/services/source-control-service.ts';
import { ReactionAnswer } from './answers.ts';
import { writeRunCheck } from './check.ts';
import { createClient, type Endpoint, type GitHubClient, type GitHubOptions } from './client.ts';
import { createCommentWriter } from './comment.ts';
import { setStateLabel } from './labels.ts';
import type { OwnAccount } from './own-account.ts';
import { named, requireSameRepository } from './same-repository.ts';

const needs = 'issues: write';
const reactToIssue: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions',
  doing: 'react to the issue',
  needs,
};
const reactToComment: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
  doing: 'react to the comment',
  needs,
};

export interface GitHubFeedbackOptions extends GitHubOptions {
  /** Number of the account that the token writes as, where it is known; asked for otherwise. */
  readonly authorId?: number;
  /** Who we are, shared by everything in a job that has to know; takes the place of `authorId`. */
  readonly self?: OwnAccount;
  /** Signs the markers of our comments; without one they are only as good as their author. */
  readonly markerKey?: string | undefined;
  /** The label that asks for a patch; `patchplane` unless told. */
  readonly triggerLabel?: string;
  /** Milliseconds; the machine's clock unless told. */
  readonly now?: () => number;
}

/** Telling people on GitHub. Needs `issues: write` and, as an App or `GITHUB_TOKEN`, `checks: write`. */
export function createGitHubFeedback(options: GitHubFeedbackOptions): FeedbackWriter {
  const client = createClient(options);
  const self: OwnAccount = options.self ?? { id: options.authorId };
  const comments = createCommentWriter(client, self, options.markerKey);
  const requireSame = createGuard(client, options.now ?? Date.now);
  return {
    react: async ({ repository, issueNumber, commentId }, reaction) => {
      await requireSame(repository);
      const [endpoint, target] =
        commentId === undefined
          ? ([reactToIssue, { issue_number: issueNumber }] as const)
          : ([reactToComment, { comment_id: commentId }] as const);
      const { user } = await client.call(
        endpoint,
        { ...named(repository), ...target, content: reaction },
        ReactionAnswer,
      );
      self.id ??= user.id;
    },

    createIssueComment: async (repository, issueNumber, marker, body) => {
      await requireSame(repository);
      return comments.writeRunComment({ repository, issueNumber, marker, body });
    },

    answer: async (repository, issueNumber, body) => {
      await requireSame(repository);
      return comments.addComment(repository, issueNumber, body);
    },

    setRunLabel: async (repository, issueNumber, label) => {
      await requireSame(repository);
      const trigger = options.triggerLabel ?? 'patchplane';
      await setStateLabel(client, repository, issueNumber, label, trigger);
    },

    publishCheck: async (repository, report) => {
      await requireSame(repository);
      return writeRunCheck(client, repository, report);
    },
  };
}

const trustedForMs = 60_000;

/**
 * Who speaks every few seconds does not ask every few seconds whether the name still means the
 * same repository: an answer is good for a minute. A refusal is asked again.
 */
function createGuard(
  client: GitHubClient,
  now: () => number,
): (repository: RepositoryRef) => Promise<void> {
  const trustedUntil = new Map<string, number>();
  return async (repository) => {
    const name = `${repository.externalId} ${repository.owner}/${repository.name}`;
    if ((trustedUntil.get(name) ?? 0) > now()) return;
    await requireSameRepository(client, repository);
    trustedUntil.set(name, now() + trustedForMs);
  };
}
