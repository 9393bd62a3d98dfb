import { describe, expect, it } from 'vitest';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { before, bot, context, head, opened, pullRequest } from './samples.ts';

const { toIntake } = createGitHubWebhooks({});
const read = (change: object, pull: object = {}, name = 'pull_request') =>
  toIntake({
    name,
    payload: { ...opened, pull_request: { ...pullRequest, ...pull }, ...change },
  });
const push = { action: 'synchronize', before, after: head };

describe('a pull request', () => {
  it.each([
    ['pull_request', { action: 'opened' }, 'github.pull_request.opened'],
    ['pull_request', push, 'github.pull_request.synchronize'],
    ['pull_request', { action: 'reopened' }, 'github.pull_request.reopened'],
    ['pull_request', { action: 'ready_for_review' }, 'github.pull_request.ready_for_review'],
    ['pull_request_target', { action: 'opened' }, 'github.pull_request_target.opened'],
  ])('[GHB-03] is a candidate: %s %j', (name, change, eventKind) => {
    expect(read(change, {}, name)).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: {
        externalRef: {
          eventKind,
          pullRequest: {
            number: 2,
            baseSha: 'b'.repeat(40),
            headSha: head,
            headRepositoryId: '814523001',
            authorId: '50',
          },
        },
      },
    });
  });

  it('[GHB-03] is one whoever wrote it, from wherever', () => {
    expect(read({ sender: bot })).toHaveProperty('kind', 'intake');
    expect(read({}, { head: { ...pullRequest.head, repo: null } })).not.toHaveProperty(
      'intake.externalRef.pullRequest.headRepositoryId',
    );
    expect(read({}, { body: 'x'.repeat(65_000) })).toHaveProperty('intake.prompt', 'Round up');
  });

  it.each([
    [push, undefined],
    [{ ...push, before: undefined }, /from where to where/],
    [{ ...push, after: undefined }, /from where to where/],
    [{ ...push, after: before }, /does not lead to its head/],
    [{ ...push, before: head }, /does not lead to its head/],
  ])('[GHB-07] tells of a push only when its parts fit together: %j', (change, reason) => {
    const answer = read(change);
    if (!reason)
      expect(answer).toHaveProperty('intake.externalRef.pullRequest.previousHeadSha', before);
    else expect(answer).toEqual({ kind: 'ignored', reason: expect.stringMatching(reason) });
  });

  it.each<[string, object, object, RegExp]>([
    ['a draft', {}, { draft: true }, /draft; it is judged when it is ready/],
    ['closed', {}, { state: 'closed' }, /closed/],
    ['labelled', { action: 'labeled' }, {}, /does not act on "pull_request.labeled"/],
    [
      "another repository's",
      {},
      { base: { ...pullRequest.base, repo: { id: 1 } } },
      /does not belong/,
    ],
  ])('is left alone: %s', (_, change, pull, reason) => {
    expect(read(change, pull)).toEqual({ kind: 'ignored', reason: expect.stringMatching(reason) });
  });

  it('[SEC-08] is one event however often it comes, and each push another', () => {
    const id = (change: object, pull: object = {}) => {
      const answer = read(change, pull);
      return answer.kind === 'intake' ? answer.intake.externalRef.deliveryId : answer.kind;
    };
    const further = { head: { ...pullRequest.head, sha: 'd'.repeat(40) } };
    const ids = [id({}), id(push), id({ ...push, after: 'd'.repeat(40) }, further)];
    expect(new Set(ids).size).toBe(3);
    expect(id({})).toBe(ids[0]);
  });
});

describe('[GHB-08] what we published ourselves', () => {
  const ours = { head: { ...pullRequest.head, ref: 'patchplane/run-0123456789abcdef-9f3c' } };

  it('is not judged again', () => {
    expect(read({ sender: bot }, ours)).toMatchObject({
      reason: expect.stringMatching(/one that PatchPlane published/),
    });
  });

  it('is judged once a person pushed to it, or where a fork only looks like it', () => {
    expect(read(push, ours)).toHaveProperty('kind', 'intake');
    const fork = { head: { ...ours.head, repo: { id: 1 } } };
    expect(read({ sender: bot }, fork)).toHaveProperty('kind', 'intake');
  });
});

it('[GHB-03] a hostile branch name is carried and goes nowhere else', () => {
  const ref = 'a$(touch x)`b`;"\'|&\n';
  expect(read({}, { head: { ...pullRequest.head, ref } })).toHaveProperty(
    'intake.externalRef.pullRequest.headRef',
    ref,
  );
  expect(context.repository.id).toBe(814523001);
});
