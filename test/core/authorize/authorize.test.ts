import { describe, expect, it } from 'vitest';
import { authorize } from '../../../action/core/workflows/authorize/authorize.ts';
import { asked, comment, forge, pullRequest, repository, unanswered } from './asked.ts';

const options = { allowedBots: [] };
const stop = (category: string, reason: RegExp = /./) => ({
  stop: { state: 'refused', category, reason: expect.stringMatching(reason) },
});

describe('the repository', () => {
  it('[GHB-09] must be the one of the event, by its number', async () => {
    const { repositories } = forge({ mia: 'admin' });
    const other = forge(
      { mia: 'admin' },
      {
        verifyRepositoryAccess: async (ref) => ({
          ...(await repositories.verifyRepositoryAccess(ref)),
          repositoryExternalId: '1',
        }),
      },
    );
    expect(await authorize(asked(), other, options)).toEqual(stop('repository'));
  });

  it('[SEC-19] must be one that something can be published to', async () => {
    const { repositories } = forge({ mia: 'admin' });
    const archived = forge(
      { mia: 'admin' },
      {
        verifyRepositoryAccess: async (ref) => ({
          ...(await repositories.verifyRepositoryAccess(ref)),
          status: 'suspended',
        }),
      },
    );
    expect(await authorize(asked(), archived, options)).toEqual(stop('repository', /unarchive/));
  });

  it.each([
    ['verifyRepositoryAccess', { verifyRepositoryAccess: unanswered }, {}],
    ['readActorPermission', { readActorPermission: unanswered }, {}],
    ['readIssue', { readIssue: unanswered }, {}],
    ['readComment', { readComment: unanswered }, { comment }],
  ])('denies when %s gets no answer', async (_, change, ref) => {
    expect(await authorize(asked(ref), forge({ mia: 'admin' }, change), options)).toEqual(
      stop('timeout', /did not answer in time\. Without that answer nothing starts/),
    );
  });
});

describe('a pull request', () => {
  const event = { issue: undefined, pullRequest, eventKind: 'github.pull_request.opened' };
  const fork = { ...event, pullRequest: { ...pullRequest, headRepositoryId: '666' } };
  const { headRepositoryId: _, ...deleted } = pullRequest;
  const onTarget = { eventKind: 'github.pull_request_target.opened' };

  it.each([
    ['a stranger', {}],
    [
      'a bot',
      {
        sender: {
          provider: 'github',
          externalId: '8',
          login: 'copilot[bot]',
          kind: 'Bot',
        } as const,
      },
    ],
  ])('[GHB-03] of %s is judged, since nobody lends it any authority', async (_, change) => {
    const forgeOfStrangers = forge({});
    const outcome = await authorize(asked({ ...event, ...change }), forgeOfStrangers, options);
    expect(outcome).toMatchObject({ add: { access: { permission: expect.any(String) } } });
    expect(forgeOfStrangers.asked).toEqual([]);
  });

  it.each([
    ['of a fork', fork, {}, true],
    ['of a fork, on pull_request_target', { ...fork, ...onTarget }, {}, false],
    ['of this repository, on pull_request_target', { ...event, ...onTarget }, {}, true],
    [
      'of a deleted fork, on pull_request_target',
      { ...event, ...onTarget, pullRequest: deleted },
      {},
      false,
    ],
    [
      'of a fork, where that was allowed',
      { ...fork, ...onTarget },
      { forks: 'judge' } as const,
      true,
    ],
    ['of a fork, where that was forbidden', fork, { forks: 'refuse' } as const, false],
  ])('[GHB-16] %s', async (_, ref, more, judged) => {
    const outcome = await authorize(asked(ref), forge({}), { ...options, ...more });
    expect(outcome).toEqual(
      judged ? expect.objectContaining({ add: expect.anything() }) : stop('fork'),
    );
  });

  it('is judged again only for somebody who may ask', async () => {
    const ref = {
      ...event,
      issue: { externalId: '9', number: 2, title: 'Other', body: '' },
      comment,
    };
    expect(await authorize(asked(ref), forge({ mia: 'read' }), options)).toEqual(
      stop('permission'),
    );
    expect(await authorize(asked(ref), forge({ mia: 'write' }), options)).toHaveProperty('add');
  });
});

it('says what was looked up, and by number', async () => {
  const { asked: questions, ...services } = forge({ mia: 'maintain' });
  expect(await authorize(asked(), services, options)).toEqual({
    add: {
      access: {
        repository: expect.objectContaining({ id: 'github:814523001' }),
        permission: 'maintain',
      },
    },
    detail: 'maintain, looked up live',
  });
  expect(questions).toEqual(['github:40 mia']);
  expect(repository.externalId).toBe('814523001');
});
