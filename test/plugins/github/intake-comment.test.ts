import { describe, expect, it } from 'vitest';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { comment, commented, issue } from './samples.ts';

const { toIntake } = createGitHubWebhooks({});
const read = (change: object, words: object = {}) =>
  toIntake({
    name: 'issue_comment',
    payload: { ...commented, comment: { ...comment, ...words }, ...change },
  });
const say = (body: string, change: object = {}) => read(change, { body });
const pull = { issue: { ...issue, pull_request: { url: 'x' } } };

describe('a comment with a task', () => {
  it('[GHB-05] makes a request: what was asked, and what it was asked about', () => {
    expect(say('/patchplane fix the rounding')).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: {
        prompt: 'the rounding\n\nLast page\n\nis dropped',
        actor: { id: 'github:40' },
        externalRef: {
          eventKind: 'github.issue_comment.created',
          issue: { number: 1, title: 'Last page' },
          comment: { externalId: '77', body: '/patchplane fix the rounding' },
        },
      },
    });
    expect(say('/patchplane fix it', pull)).toMatchObject({
      intake: { externalRef: { eventKind: 'github.pull_request_comment.created' } },
    });
  });

  it('asks again, with the instruction apart from the task', () => {
    expect(say('/patchplane rerun without a new file')).toMatchObject({
      intake: {
        prompt: 'Last page\n\nis dropped',
        externalRef: { rerun: { instruction: 'without a new file' } },
      },
    });
    expect(say('/patchplane rerun')).toHaveProperty('intake.externalRef.rerun', {});
    expect(say('/patchplane fix it')).not.toHaveProperty('intake.externalRef.rerun');
  });

  it('[SEC-08] is one event however often it comes, and another comment another', () => {
    const id = (change: object) => {
      const answer = read({}, change);
      return answer.kind === 'intake' ? answer.intake.externalRef.deliveryId : answer.kind;
    };
    expect(id({})).toBe(id({}));
    expect(id({ id: 78 })).not.toBe(id({}));
  });

  it.each<[string, object, RegExp]>([
    ['/patchplane fix it', { issue: { ...issue, state: 'closed' } }, /open it again/],
    [`/patchplane fix ${'x'.repeat(60_000)}`, {}, /shorten it/],
    ['/patchplane rerun with less', pull, /nothing may follow/],
    ['/PatchPlane fix it', {}, /lower case/],
    ['/patchplane fix it\n/patchplane status', {}, /one command/],
  ])('is not taken, and the person can be told: %.40s', (body, change, reason) => {
    expect(say(body, change)).toEqual({
      kind: 'ignored',
      reason: expect.stringMatching(reason),
      asked: {
        actor: { id: 'github:40', displayName: 'mia' },
        ref: expect.objectContaining({ comment: expect.objectContaining({ externalId: '77' }) }),
      },
    });
  });
});

describe('a comment about a run', () => {
  it.each([
    ['/patchplane cancel', { name: 'cancel' }],
    ['/patchplane status', { name: 'status' }],
    ['/patchplane approve 9f3c00aa11bb', { name: 'approve', digest: '9f3c00aa11bb' }],
    [
      '/patchplane reject 9f3c00aa11bb no',
      { name: 'reject', digest: '9f3c00aa11bb', reason: 'no' },
    ],
  ])('[GHB-05] is passed on: %s', (body, command) => {
    expect(say(body, { issue: { ...issue, state: 'closed' } })).toEqual({
      kind: 'command',
      command: {
        ...command,
        actor: { id: 'github:40', displayName: 'mia' },
        ref: expect.objectContaining({ issue: expect.objectContaining({ number: 1 }) }),
      },
    });
  });
});

it.each([
  ['edited', /does not act on "issue_comment.edited"/],
  ['deleted', /does not act on "issue_comment.deleted"/],
])('a comment that was %s asks for nothing', (action, reason) => {
  expect(read({ action })).toEqual({ kind: 'ignored', reason: expect.stringMatching(reason) });
});
