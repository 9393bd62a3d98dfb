import type { FeedbackWriter } from '../../core/services/source-control-service.ts';
import { ReactionAnswer } from './answers.ts';
import { writeRunCheck } from './check.ts';
import { createClient, type Endpoint, type GitHubOptions } from './client.ts';
import { type OwnAccount, writeRunComment } from './comment.ts';
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
}

/** Telling people on GitHub. Needs `issues: write` and, as an App or `GITHUB_TOKEN`, `checks: write`. */
export function createGitHubFeedback(options: GitHubFeedbackOptions): FeedbackWriter {
  const client = createClient(options);
  const self: OwnAccount = { id: options.authorId };
  return {
    react: async ({ repository, issueNumber, commentId }, reaction) => {
      await requireSameRepository(client, repository);
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

    createIssueComment: async (repository, issueNumber, runId, body) => {
      await requireSameRepository(client, repository);
      return writeRunComment(client, self, { repository, issueNumber, runId, body });
    },

    publishCheck: async (repository, report) => {
      await requireSameRepository(client, repository);
      return writeRunCheck(client, repository, report);
    },
  };
}
