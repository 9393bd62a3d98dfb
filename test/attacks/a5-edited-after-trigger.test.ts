import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { authorize } from '../../action/core/workflows/authorize/authorize.ts';
import { confirm } from '../../action/core/workflows/provision/confirm.ts';
import { freeze } from '../../action/core/workflows/provision/freeze.ts';
import { Failure } from '../../action/domain/failure.ts';
import { asked, comment, forge, issue } from '../core/authorize/asked.ts';
import { knownPullRequest, live } from '../core/pull-request/pull-request.ts';

const options = { allowedBots: [] };
const commented = { eventKind: 'github.issue_comment.created', comment };
const edited = {
  stop: expect.objectContaining({ state: 'refused', category: 'edited-since-trigger' }),
};

describe('[A5] text that is swapped after somebody asked', () => {
  it.each([
    ['the title', { title: `${issue.title} ` }],
    ['the body', { body: `${issue.body}\u200b` }],
  ])('stops when %s of the issue differs', async (_, change) => {
    const services = forge(
      { mia: 'admin' },
      { readIssue: async () => ({ title: issue.title, body: issue.body, ...change }) },
    );
    expect(await authorize(asked(), services, options)).toEqual(edited);
    expect(await authorize(asked(commented), services, options)).toEqual(edited);
  });

  it.each([
    ['its words differ', { body: '/patchplane fix nothing' }],
    ['somebody else wrote it', { authorId: '41' }],
  ])('stops when the comment is not what was sent: %s', async (_, change) => {
    const services = forge(
      { mia: 'admin' },
      { readComment: async () => ({ ...comment, authorId: '40', ...change }) },
    );
    expect(await authorize(asked(commented), services, options)).toEqual(edited);
  });

  it('stops when the comment is gone', async () => {
    const services = forge(
      { mia: 'admin' },
      {
        readComment: async () => {
          throw new Failure({ code: 'not-found', tell: 'GitHub answered 404.' });
        },
      },
    );
    expect(await authorize(asked(commented), services, options)).toEqual(edited);
  });

  it('goes on where nothing changed', async () => {
    expect(await authorize(asked(commented), forge({ mia: 'admin' }), options)).toHaveProperty(
      'add',
    );
  });
});

describe('[A5] a head that is pushed over after somebody asked', () => {
  const off = { thrownBy: async () => undefined };
  const moved = { readPullRequest: async () => live({ headSha: '5'.repeat(40) }) };
  const stale = {
    stop: {
      state: 'cancelled',
      category: 'stale',
      reason: expect.stringMatching(/moved from 333333333333 to 555555555555/),
    },
  };

  it('stops before anything of it is opened, when it moved between the event and the freeze', async () => {
    const reader = { ...moved, freezeBase: unasked };
    const git = { open: unasked };

    expect(await freeze(knownPullRequest(), { reader, git }, { policy: defaultBundle })).toEqual(
      stale,
    );
  });

  it('stops before the seal asks anybody, when it moved while it was judged', async () => {
    expect(await confirm(knownPullRequest(), { reader: moved, killSwitch: off })).toEqual(stale);
  });

  it('goes on where the head stands still', async () => {
    const reader = { readPullRequest: async () => live() };

    expect(await confirm(knownPullRequest(), { reader, killSwitch: off })).toHaveProperty('add');
  });
});

const unasked = () => Promise.reject(new Error('nobody should ask for this'));
