import { describe, expect, it } from 'vitest';
import { createDispatcher } from '../../approval-app/server/dispatch.ts';
import { GitHubRefusal } from '../../approval-app/server/github/github-api.ts';

const target = {
  repositoryId: 'github:42',
  owner: 'acme',
  repo: 'api',
  workflow: 'publish.yml',
  ref: 'main',
};

/** A forge that does what it is told, in turn; the last of it goes on. */
function dispatcher(...answers: (Error | 'started')[]) {
  const started: string[] = [];
  let now = 0;
  const { publish } = createDispatcher(
    {
      dispatch: async (_, inputs) => {
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (answer instanceof Error) throw answer;
        started.push(`${inputs['run-id']}`);
        return { workflowRunId: String(started.length), url: 'https://github.test/run' };
      },
    },
    { target: async () => target, recordDispatch: async () => undefined },
    () => now,
  );
  const later = (ms: number) => {
    now += ms;
  };
  return { publish, started, later };
}

describe('[SUC-21] the publish job of a decided run', () => {
  it('is started once by all who answer together', async () => {
    const { publish, started } = dispatcher('started');

    const all = await Promise.all(Array.from({ length: 50 }, () => publish('run-a')));
    await publish('run-b');

    expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(started).toEqual(['run-a', 'run-b']);
  });

  it('is started again for who says, a minute later, that nothing happened', async () => {
    const { publish, started, later } = dispatcher('started');
    await publish('run-a');
    later(59_999);
    await publish('run-a');
    expect(started).toHaveLength(1);

    later(1);

    expect(await publish('run-a')).toMatchObject({ status: 'started', workflowRunId: '2' });
    expect(started).toHaveLength(2);
  });

  it('is started at once by the next one, where GitHub or the ledger did not take the first', async () => {
    const { publish, started } = dispatcher(
      new GitHubRefusal(500, 'GitHub answered HTTP 500'),
      new Error('the ledger is silent'),
      'started',
    );

    expect(await publish('run-a')).toMatchObject({ status: 'failed' });
    await expect(publish('run-a')).rejects.toThrow('silent');
    expect(await publish('run-a')).toMatchObject({ status: 'started' });
    expect(started).toEqual(['run-a']);
  });
});
