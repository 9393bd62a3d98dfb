import { describe, expect, it } from 'vitest';
import {
  answerCommand,
  answerMisread,
  type CommandServices,
} from '../../../action/core/command.ts';
import type { RunCommand } from '../../../action/core/services/github-webhook-service.ts';
import type { PriorRun } from '../../../action/core/services/run-history.ts';
import type { RepositoryPermission } from '../../../action/domain/permission.ts';
import { comment, forge, refOf } from '../authorize/asked.ts';

const options = { allowedBots: [], serverUrl: 'https://github.com' };
const context = { now: () => 10_000_000 };
const digest = '9f3c00aa11bb';

function command(name: RunCommand['name'], change = {}): RunCommand {
  const ref = refOf({ eventKind: 'github.issue_comment.created', comment, ...change });
  return { name, actor: { id: 'github:40', displayName: 'mia' }, ref };
}

function run(change: Partial<PriorRun> = {}): PriorRun {
  return {
    runId: 'run-0123456789abcdef',
    deliveryId: 'x',
    actorExternalId: '40',
    issueNumber: 1,
    startedAt: 10_000_000 - 200_000,
    state: 'running',
    githubRunId: '800',
    subjectSha256: undefined,
    ...change,
  };
}

/** Everything that was done, in order. */
function world(
  runs: readonly PriorRun[],
  {
    permission = 'write',
    underWay = ['800'],
  }: { permission?: RepositoryPermission; underWay?: string[] } = {},
) {
  const done: string[] = [];
  const { repositories } = forge({ mia: permission });
  const services: CommandServices = {
    repositories: {
      ...repositories,
      verifyRepositoryAccess: async (repository) => {
        done.push('look');
        return await repositories.verifyRepositoryAccess(repository);
      },
    },
    feedback: {
      react: async ({ commentId }, reaction) => {
        done.push(`${reaction} on ${commentId}`);
      },
      answer: async (_, number, body) => {
        done.push(`#${number} ${body}`);
        return { externalId: '1', url: 'https://github.com/x' };
      },
    },
    history: {
      listRuns: async () => runs,
      isUnderWay: async (_, githubRunId) => underWay.includes(githubRunId),
    },
    control: {
      cancelWorkflowRun: async (_, githubRunId) => {
        done.push(`cancel ${githubRunId}`);
      },
    },
  };
  return { services, done };
}

describe('status', () => {
  it.each<[string, PriorRun[], string]>([
    [
      'a run at work',
      [run()],
      '`run-0123456789abcdef` has its agent at work: asked for 3 min 20 s ago, [job](https://github.com/acme/pagination/actions/runs/800).',
    ],
    [
      'a run whose job died',
      [run({ githubRunId: '700' })],
      '`run-0123456789abcdef` was running when its job ended: asked for 3 min 20 s ago, [job](https://github.com/acme/pagination/actions/runs/700).',
    ],
    [
      'a run that ended',
      [run({ state: 'published', githubRunId: undefined }), run({ state: 'failed' })],
      '`run-0123456789abcdef` was published: asked for 3 min 20 s ago.',
    ],
    ['no run', [], 'No run was asked for here yet. `/patchplane fix` and what to do asks for one.'],
  ])('tells of %s, after the reaction', async (_, runs, text) => {
    const { services, done } = world(runs);
    const answer = await answerCommand(command('status'), services, options, context);
    expect(answer).toEqual({ kind: 'answered', text });
    expect(done).toEqual(['eyes on 77', 'look', `#1 ${text}`]);
  });
});

describe('words to an agent', () => {
  it.each(['steer', 'follow-up', 'abort'] as const)(
    '[PRD-10] %s gets a reaction; the job of the run at work does the rest',
    async (name) => {
      const { services, done } = world([run()]);
      const answer = await answerCommand(command(name), services, options, context);
      expect(answer).toEqual({ kind: 'answered', text: 'the agent at work hears it' });
      expect(done).toEqual(['eyes on 77', 'look']);
    },
  );

  it('are answered where nobody is at work to hear them', async () => {
    const { services, done } = world([run({ githubRunId: '700' })]);
    await answerCommand(command('steer'), services, options, context);
    expect(done.at(-1)).toMatch(/^#1 No agent is at work here any more/);
  });

  it('are refused to who may only read', async () => {
    const { services } = world([run()], { permission: 'read' });
    const answer = await answerCommand(command('abort'), services, options, context);
    expect(answer).toMatchObject({ kind: 'denied', reason: expect.stringMatching(/needs write/) });
  });
});

describe('cancel', () => {
  it('stops the run that is at work', async () => {
    const { services, done } = world([run({ state: 'awaiting-decision' }), run()]);
    await answerCommand(command('cancel'), services, options, context);
    expect(done.slice(2)).toEqual([
      'cancel 800',
      '#1 `run-0123456789abcdef` was asked to stop. Its comment says so once it did.',
    ]);
  });

  it.each<[string, PriorRun[], RegExp]>([
    ['nothing was asked for', [], /nothing to cancel/],
    ['the job is over', [run({ githubRunId: '700' })], /nothing to cancel/],
    [
      'only a decision is missing',
      [run({ state: 'awaiting-decision', subjectSha256: digest.padEnd(64, '0') })],
      /`\/patchplane reject 9f3c00aa11bb <reason>`/,
    ],
  ])('says so when %s', async (_, runs, said) => {
    const { services, done } = world(runs);
    const answer = await answerCommand(command('cancel'), services, options, context);
    expect(answer).toEqual({ kind: 'answered', text: expect.stringMatching(said) });
    expect(done.filter((act) => act.startsWith('cancel'))).toEqual([]);
  });
});

describe('who asks', () => {
  it.each(['cancel', 'status'] as const)('[A2] may not %s without permission', async (name) => {
    const { services, done } = world([run()], { permission: 'triage' });
    const answer = await answerCommand(command(name), services, options, context);
    expect(answer).toEqual({
      kind: 'denied',
      reason: expect.stringMatching(/"triage".*needs write/),
    });
    expect(done).toEqual([
      'eyes on 77',
      'look',
      expect.stringMatching(/^#1 The account that asked/),
    ]);
  });

  it('[A5] may not have the comment changed meanwhile, though the issue may be', async () => {
    const edited = { ...comment, body: '/patchplane status' };
    const { services, done } = world([run()]);
    const answer = await answerCommand(
      command('cancel', { comment: edited }),
      services,
      options,
      context,
    );
    expect(answer).toEqual({ kind: 'denied', reason: expect.stringMatching(/edited/) });
    expect(done).not.toContain('cancel 800');
    const issue = { externalId: '5', number: 1, title: 'Old', body: '' };
    expect(
      await answerCommand(command('cancel', { issue }), services, options, context),
    ).toHaveProperty('kind', 'answered');
  });

  it('[A3] may not be somebody who only re-ran the job', async () => {
    const { services } = world([run()]);
    const rerun = { ...options, triggeringActor: 'max' };
    expect(await answerCommand(command('cancel'), services, rerun, context)).toMatchObject({
      kind: 'denied',
      reason: expect.stringMatching(/re-run by somebody else/),
    });
  });
});

it.each(['approve', 'reject'] as const)('%s is for the publish door, untouched', async (name) => {
  const { services, done } = world([run()]);
  const decision = { ...command(name), digest };
  expect(await answerCommand(decision, services, options, context)).toEqual({
    kind: 'decision',
    command: decision,
  });
  expect(done).toEqual([]);
});

describe('what was misread', () => {
  it('is explained to people who may ask, and to nobody else', async () => {
    const reason = 'nothing may follow "/patchplane cancel" on its line';
    const { services, done } = world([]);
    await answerMisread(command('cancel'), reason, services, options);
    expect(done).toEqual(['look', 'confused on 77', `#1 This did not start anything: ${reason}.`]);

    const stranger = world([], { permission: 'read' });
    const answer = await answerMisread(command('cancel'), reason, stranger.services, options);
    expect(answer).toMatchObject({ kind: 'denied' });
    expect(stranger.done).toEqual(['look']);
  });
});
