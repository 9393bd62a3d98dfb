import { sha256Hex } from '../../../domain/digest.ts';
import type { ExternalWorkflowRef } from '../../../domain/external-workflow-ref.ts';
import { Failure } from '../../../domain/failure.ts';
import type { RunId } from '../../../domain/ids.ts';
import { promptText } from '../../../domain/prompt-text.ts';
import type { Context } from '../../context.ts';
import type { IntakeAnswer } from '../../services/github-webhook-service.ts';
import type { RunHistory } from '../../services/run-history.ts';
import type { PullRequestState, RepositoryReader } from '../../services/source-control-service.ts';

type Asked = Extract<IntakeAnswer, { readonly kind: 'intake' }>;

export interface CompleteServices {
  readonly repositories: Pick<
    RepositoryReader,
    'readPullRequest' | 'readPullRequestHands' | 'readIssue'
  >;
  readonly history: Pick<RunHistory, 'listStarts'>;
}

/**
 * Adds what an event leaves out and GitHub knows: the branches of a pull request that somebody
 * commented on, the issue of the run that a dispatch names, and who is behind a pull request.
 */
export async function complete(
  asked: Asked,
  services: CompleteServices,
  context: Pick<Context, 'now'>,
): Promise<IntakeAnswer> {
  return await withHands(await located(asked, services, context), services);
}

/** Whoever wrote or pushed a pull request does not approve it; the event knows only its sender. */
async function withHands(
  answer: IntakeAnswer,
  { repositories }: CompleteServices,
): Promise<IntakeAnswer> {
  if (answer.kind !== 'intake') return answer;
  const { intake } = answer;
  const { pullRequest, repository } = intake.externalRef;
  if (!pullRequest) return answer;
  const handIds = [...(await repositories.readPullRequestHands(repository, pullRequest.number))];
  const externalRef = { ...intake.externalRef, pullRequest: { ...pullRequest, handIds } };
  return { ...answer, intake: { ...intake, externalRef } };
}

async function located(
  asked: Asked,
  services: CompleteServices,
  context: Pick<Context, 'now'>,
): Promise<IntakeAnswer> {
  const { eventKind, rerun, issue, pullRequest } = asked.intake.externalRef;
  if (eventKind === 'github.pull_request_comment.created' && issue) {
    return onPullRequest(
      asked,
      issue.number,
      await services.repositories.readPullRequest(
        asked.intake.externalRef.repository,
        issue.number,
      ),
    );
  }
  if (rerun?.of !== undefined && !rerun.taskGiven && !issue && !pullRequest) {
    return await again(asked, rerun.of, services, context);
  }
  return asked;
}

/** `rerun` judges the pull request as it is now; `fix` has an agent work on its branch. */
function onPullRequest(asked: Asked, number: number, live: PullRequestState): IntakeAnswer {
  const { rerun, repository } = asked.intake.externalRef;
  if (live.state === 'closed') return ignored(asked, 'the pull request is closed');
  if (rerun) return judging(asked, number, live);
  if (live.headRepositoryId !== repository.externalId) {
    return ignored(
      asked,
      'the pull request comes from a fork, and no agent works on one: its contributor can push the fix, or a maintainer can push the commits to a branch of this repository and ask there',
    );
  }
  return { ...asked, targetRef: `refs/heads/${live.headRef}` };
}

function judging(asked: Asked, number: number, live: PullRequestState): Asked {
  const { headSha, headRef, baseSha, baseRef, authorId, updatedAt } = live;
  const { externalId, title, body, headRepositoryId } = live;
  const pullRequest: NonNullable<ExternalWorkflowRef['pullRequest']> = {
    ...{ externalId, number, title, body, updatedAt, baseSha, headSha, headRef, baseRef, authorId },
    ...(headRepositoryId === undefined ? {} : { headRepositoryId }),
  };
  const { intake } = asked;
  const externalRef = { ...intake.externalRef, pullRequest };
  return { ...asked, intake: { ...intake, externalRef }, targetRef: `refs/heads/${baseRef}` };
}

/** How far back a run is looked for; GitHub keeps the jobs themselves no longer by default. */
const longestMemoryMs = 30 * 24 * 3_600_000;

/** The same issue again, with its text of today, or the same pull request at its head of today. */
async function again(
  asked: Asked,
  runId: RunId,
  { repositories, history }: CompleteServices,
  { now }: Pick<Context, 'now'>,
): Promise<IntakeAnswer> {
  const { repository } = asked.intake.externalRef;
  const starts = await history.listStarts(repository, Math.max(0, now() - longestMemoryMs));
  const number = starts.find((run) => run.runId === runId)?.issueNumber;
  if (number === undefined) {
    return ignored(
      asked,
      `no issue or pull request of this repository tells of ${runId} within 30 days: dispatch again with its prompt instead`,
    );
  }
  const pullRequest = await orNone(() => repositories.readPullRequest(repository, number));
  if (pullRequest?.state === 'closed') return ignored(asked, `pull request ${number} is closed`);
  if (pullRequest) return judging(asked, number, pullRequest);
  const { title, body, authorId } = await repositories.readIssue(repository, number);
  const prompt = promptText(title, body);
  if (prompt.kind === 'unusable')
    return ignored(asked, `issue ${number} can not be used: ${prompt.reason}`);
  const author = authorId === undefined ? {} : { authorId };
  const issue = { externalId: String(number), number, title, body, ...author };
  const { intake } = asked;
  return {
    ...asked,
    intake: {
      ...intake,
      prompt: prompt.text,
      promptSha256: sha256Hex(prompt.text),
      externalRef: { ...intake.externalRef, issue },
    },
  };
}

function ignored({ intake }: Asked, reason: string): IntakeAnswer {
  const { actor, externalRef } = intake;
  return { kind: 'ignored', reason, asked: { actor, ref: externalRef } };
}

async function orNone<Found>(reading: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await reading();
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return undefined;
    throw error;
  }
}
