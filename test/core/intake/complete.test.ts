import { describe, expect, it } from 'vitest';
import { type CompleteServices, complete } from '../../../action/core/workflows/intake/complete.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import type { ExternalWorkflowRef } from '../../../action/domain/external-workflow-ref.ts';
import { Failure } from '../../../action/domain/failure.ts';
import { asked, comment, issue, pullRequest, repository } from '../authorize/asked.ts';

const runId = 'run-0123456789abcdef';
const live = {
  ...pullRequest,
  state: 'open',
  mergeBaseSha: 'd'.repeat(40),
  headRef: 'topic',
} as const;
const day = 24 * 3_600_000;

function services(pull: Partial<CompleteServices['repositories']>, issueNumber = 1) {
  return {
    repositories: {
      readIssue: async () => ({ title: 'New title', body: 'New body', authorId: '45' }),
      readPullRequest: async () => {
        throw new Failure({ code: 'not-found', tell: 'GitHub answered 404.' });
      },
      readPullRequestHands: async () => ['40', '41'],
      ...pull,
    },
    history: {
      listStarts: async (_, since) =>
        since > 50 * day
          ? []
          : [
              {
                runId,
                deliveryId: 'x',
                actorExternalId: '40',
                issueNumber,
                startedAt: since,
                state: 'failed',
                githubRunId: undefined,
                subjectSha256: undefined,
              },
            ],
    },
  } satisfies CompleteServices;
}

async function ask(
  change: Partial<ExternalWorkflowRef>,
  given: CompleteServices,
  now: number = 60 * day,
) {
  const { intake, targetRef } = asked(change).request;
  return await complete({ kind: 'intake', intake, targetRef }, given, { now: () => now });
}

it('[SUC-23] leaves alone the task of an earlier run that whoever asks again said themselves', async () => {
  const { issue: _issue, ...ref } = asked({ rerun: { of: runId, taskGiven: true } }).request.intake
    .externalRef;
  const { intake, targetRef } = asked().request;
  const answer = { kind: 'intake', intake: { ...intake, externalRef: ref }, targetRef } as const;

  expect(await complete(answer, services({}, 404), { now: () => 60 * day })).toBe(answer);
});

it('leaves alone what an event says by itself', async () => {
  const { intake, targetRef } = asked().request;
  const answer = { kind: 'intake', intake, targetRef } as const;
  expect(await complete(answer, services({}), { now: () => 0 })).toBe(answer);
});

describe('a comment on a pull request', () => {
  const commented = { eventKind: 'github.pull_request_comment.created', comment };
  const onIt = (change: object = {}) =>
    services({ readPullRequest: async () => ({ ...live, ...change }) });

  it('[GHB-05] has an agent work on its branch', async () => {
    const answer = await ask(commented, onIt());
    expect(answer).toMatchObject({ kind: 'intake', targetRef: 'refs/heads/topic' });
    expect(answer).not.toHaveProperty('intake.externalRef.pullRequest');
  });

  it('[GHB-16] has no agent work on a fork', async () => {
    const fork = onIt({ headRepositoryId: '1' });
    expect(await ask(commented, fork)).toMatchObject({ kind: 'ignored', asked: { ref: {} } });
    expect(await ask(commented, onIt({ headRepositoryId: undefined }))).toHaveProperty(
      'reason',
      expect.stringContaining('fork'),
    );
  });

  it('[GHB-05] has it judged again at the head of now', async () => {
    const answer = await ask({ ...commented, rerun: {} }, onIt({ headSha: 'e'.repeat(40) }));
    expect(answer).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: { externalRef: { pullRequest: { number: 1, headSha: 'e'.repeat(40) } } },
    });
  });

  it('[E4] is asked who wrote and pushed it, however it came up', async () => {
    const hands = { intake: { externalRef: { pullRequest: { handIds: ['40', '41'] } } } };

    expect(await ask({ ...commented, rerun: {} }, onIt())).toMatchObject(hands);
    expect(await ask({ pullRequest, issue: undefined }, services({}))).toMatchObject(hands);
  });

  it('asks for nothing once it is closed', async () => {
    expect(await ask(commented, onIt({ state: 'closed' }))).toMatchObject({
      kind: 'ignored',
      reason: 'the pull request is closed',
    });
  });
});

describe('an earlier run, by its id', () => {
  const rerun = { eventKind: 'workflow_dispatch', issue: undefined, rerun: { of: runId } };

  it('takes up its issue with the text of today, frozen again', async () => {
    const text = 'New title\n\nNew body';
    expect(await ask(rerun, services({}), 40 * day)).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: {
        prompt: text,
        promptSha256: sha256Hex(text),
        externalRef: {
          issue: { number: 1, title: 'New title', authorId: '45' },
          rerun: { of: runId },
        },
      },
    });
  });

  it('takes up its pull request at the head of today', async () => {
    const given = services({ readPullRequest: async () => live }, 2);
    expect(await ask(rerun, given, 40 * day)).toMatchObject({
      intake: { externalRef: { pullRequest: { number: 2, headSha: live.headSha } } },
    });
  });

  it.each([
    ['unknown', { ...rerun, rerun: { of: 'run-ffffffffffffffff' } }, 40 * day],
    ['too old', rerun, 90 * day],
  ])('says what to do when it is %s', async (_, change, now) => {
    expect(await ask(change, services({}), now)).toMatchObject({
      kind: 'ignored',
      reason: expect.stringMatching(/dispatch again with its prompt/),
    });
  });

  it('does not take silence for an answer', async () => {
    const silent = services({
      readPullRequest: async () => {
        throw new Failure({ code: 'timeout', tell: 'GitHub did not answer in time.' });
      },
    });
    await expect(ask(rerun, silent, 40 * day)).rejects.toThrow(Failure);
    expect([issue.number, repository.externalId]).toEqual([1, '814523001']);
  });
});
