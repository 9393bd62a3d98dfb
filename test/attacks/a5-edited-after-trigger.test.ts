import { describe, expect, it } from 'vitest';
import { authorize } from '../../action/core/workflows/authorize/authorize.ts';
import { Failure } from '../../action/domain/failure.ts';
import { asked, comment, forge, issue } from '../core/authorize/asked.ts';

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
