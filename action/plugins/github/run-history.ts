import { z } from 'zod';
import type { PriorRun, RunHistory } from '../../core/services/run-history.ts';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { RepositoryCommentsAnswer, WorkflowRunAnswer } from './answers.ts';
import { createClient, type Endpoint, type GitHubClient } from './client.ts';
import { listComments } from './comment.ts';
import type { GitHubFeedbackOptions } from './feedback.ts';
import { decodeMarker } from './marker.ts';
import { ownAccountId } from './own-account.ts';
import { named, requireSameRepository } from './same-repository.ts';

const listRepositoryComments: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/issues/comments',
  doing: 'list the comments of the repository',
  needs: 'issues: read',
};
const readWorkflowRun: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
  doing: 'read the workflow run',
  needs: 'actions: read',
};

type Comment = z.infer<typeof RepositoryCommentsAnswer>[number];

/**
 * What ran before, as our own comments tell it. Needs `issues: write` (to learn who we are, from
 * a reaction) and `actions: read`. Runs that nobody gave an issue leave no comment.
 */
export function createGitHubRunHistory(options: GitHubFeedbackOptions): RunHistory {
  const client = createClient(options);
  const self = options.self ?? { id: options.authorId };

  /** A reader of comments that knows ours; who we are is only asked where it matters. */
  const runsIn = async (
    repository: RepositoryRef,
    comments: readonly Comment[],
  ): Promise<PriorRun[]> => {
    const found = comments.flatMap((comment) => marked(repository, comment, options.markerKey));
    const [first] = found;
    if (!first) return [];
    const author = await ownAccountId(client, self, repository, first.run.issueNumber);
    const ours = found.filter(({ authorId }) => authorId === author).map(({ run }) => run);
    return oncePerRun(ours).sort((left, right) => right.startedAt - left.startedAt);
  };

  return {
    async listStarts(repository, since) {
      await requireSameRepository(client, repository);
      // GitHub filters by the last edit, which is never before the start.
      const comments = await client.list(
        listRepositoryComments,
        { ...named(repository), since: someTimeBefore(since), sort: 'created' },
        RepositoryCommentsAnswer,
      );
      const runs = await runsIn(repository, comments);
      return runs.filter(({ startedAt }) => startedAt >= since);
    },

    async listRuns(repository, issueNumber) {
      await requireSameRepository(client, repository);
      const place = { ...named(repository), issue_number: issueNumber };
      return runsIn(repository, await client.list(listComments, place, RepositoryCommentsAnswer));
    },

    async isUnderWay(repository, githubRunId) {
      await requireSameRepository(client, repository);
      return isUnderWay(client, repository, githubRunId);
    },
  };
}

/** GitHub counts whole seconds, by a clock of its own; what is too early is left out afterwards. */
function someTimeBefore(milliseconds: number): string {
  const earlier = new Date(Math.max(0, milliseconds - 60_000));
  return `${earlier.toISOString().slice(0, 19)}Z`;
}

function marked(
  repository: RepositoryRef,
  { body, user, issue_url: issueNumber }: Comment,
  markerKey: string | undefined,
): readonly { readonly authorId: number | undefined; readonly run: PriorRun }[] {
  const marker = decodeMarker(body ?? '', { repository, issueNumber }, markerKey);
  if (!marker) return [];
  const { runId, deliveryId, actorExternalId, startedAt, state } = marker;
  const { githubRunId, subjectSha256 } = marker;
  return [
    {
      authorId: user?.id,
      run: {
        runId,
        deliveryId,
        actorExternalId,
        issueNumber,
        startedAt,
        state,
        githubRunId,
        subjectSha256,
      },
    },
  ];
}

/** The oldest comment is the run's; a later one with its marker is a copy. */
function oncePerRun(runs: readonly PriorRun[]): PriorRun[] {
  return [...new Map(runs.toReversed().map((run) => [run.runId, run])).values()];
}

/** `completed` is the one state that a workflow run does not leave; one that was deleted is over. */
async function isUnderWay(
  client: GitHubClient,
  repository: RepositoryRef,
  githubRunId: string,
): Promise<boolean> {
  const run = { ...named(repository), run_id: z.string().regex(/^\d+$/).parse(githubRunId) };
  try {
    const { status } = await client.call(readWorkflowRun, run, WorkflowRunAnswer);
    return status !== 'completed';
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return false;
    throw error;
  }
}
