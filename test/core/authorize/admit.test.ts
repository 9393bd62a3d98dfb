import { describe, expect, it } from 'vitest';
import type { KillSwitch } from '../../../action/core/services/kill-switch.ts';
import type { PriorRun, RunHistory } from '../../../action/core/services/run-history.ts';
import { admit } from '../../../action/core/workflows/authorize/admit.ts';
import { RunState as RunStates, runTransitions } from '../../../action/domain/run-state.ts';
import { asked, pullRequest, startedAt, unanswered } from './asked.ts';

const open: KillSwitch = { thrownBy: async () => undefined };
const options = { rate: { runs: 2, windowSeconds: 600 } };
const context = { now: () => startedAt + 2_000 };

function prior(change: Partial<PriorRun>): PriorRun {
  return {
    runId: 'run-0000000000000001',
    deliveryId: 'delivery-1',
    actorExternalId: '50',
    issueNumber: 1,
    startedAt: startedAt - 60_000,
    state: 'published',
    githubRunId: '800',
    subjectSha256: undefined,
    ...change,
  };
}

function past(runs: readonly PriorRun[], underWay: readonly string[] = ['800']): RunHistory {
  return {
    listRuns: async (_, number) => runs.filter(({ issueNumber }) => issueNumber === number),
    listStarts: async (_, since) => runs.filter((run) => run.startedAt >= since),
    isUnderWay: async (_, githubRunId) => underWay.includes(githubRunId),
  };
}

async function decide(history: RunHistory, change = {}, killSwitch = open) {
  const outcome = await admit(asked(change), { history, killSwitch }, options, context);
  return 'stop' in outcome ? outcome.stop.category : 'admitted';
}

describe('the kill switch', () => {
  it('[SEC-16] turns everything away and says who threw it', async () => {
    const killSwitch = { thrownBy: async () => 'the variable PATCHPLANE_KILL_SWITCH' };
    const outcome = await admit(asked(), { history: past([]), killSwitch }, options, context);
    expect(outcome).toEqual({
      stop: {
        state: 'refused',
        category: 'kill-switch',
        reason: expect.stringContaining('the variable PATCHPLANE_KILL_SWITCH'),
      },
    });
  });

  it('[SEC-16] counts as thrown when it can not be read', async () => {
    expect(await decide(past([]), {}, { thrownBy: unanswered })).toBe('timeout');
  });
});

describe('the same event', () => {
  it('[SEC-08] makes one run, on an issue and without one', async () => {
    const first = past([prior({ deliveryId: 'delivery-2', state: 'failed' })], []);
    expect(await decide(first)).toBe('duplicate');
    expect(await decide(first, { issue: undefined })).toBe('duplicate');
    expect(await decide(past([prior({})]))).toBe('admitted');
  });

  it('[SEC-08] does not find itself, and of two at once the first goes on', async () => {
    const own = prior({ runId: 'run-00000000000000ff', deliveryId: 'delivery-2', startedAt });
    const later = prior({ runId: 'run-0000000000000fff', deliveryId: 'delivery-2', startedAt });
    const before = prior({ runId: 'run-000000000000000f', deliveryId: 'delivery-2', startedAt });
    expect(await decide(past([own, later]))).toBe('admitted');
    expect(await decide(past([own, before]))).toBe('duplicate');
  });
});

describe('a run on the same issue', () => {
  const busy = ['received', 'provisioning', 'running', 'verifying', 'evaluating', 'publishing'];

  it.each(Object.keys(runTransitions))('that is %s', async (state) => {
    const history = past([prior({ state: RunStates.parse(state) })]);
    expect(await decide(history)).toBe(busy.includes(state) ? 'already-active' : 'admitted');
  });

  it('does not stand in the way when its job is over, or was this one', async () => {
    expect(await decide(past([prior({ state: 'running' })], []))).toBe('admitted');
    const own = [prior({ state: 'running', githubRunId: '900' })];
    expect(await decide(past(own, ['900']))).toBe('admitted');
  });

  it('stands in the way for as long as a job can last, where it names none', async () => {
    const lost = prior({ state: 'running', githubRunId: undefined, startedAt: 0 });
    expect(await decide(past([lost]))).toBe('already-active');
    const longAgo = {
      ...asked().request,
      run: { ...asked().request.run, createdAt: 7 * 3_600_000 },
    };
    const outcome = await admit(
      { request: longAgo },
      { history: past([lost]), killSwitch: open },
      options,
      context,
    );
    expect(outcome).toHaveProperty('add');
  });

  it('does not stand in the way of another issue, nor of a push', async () => {
    expect(await decide(past([prior({ state: 'running', issueNumber: 3 })]))).toBe('admitted');
    const push = { issue: undefined, pullRequest };
    expect(await decide(past([prior({ state: 'running', issueNumber: 2 })]), push)).toBe(
      'admitted',
    );
  });
});

it.each([
  ['listRuns', { listRuns: unanswered }],
  ['listStarts', { listStarts: unanswered }],
  ['isUnderWay', { isUnderWay: unanswered }],
])('denies when %s gets no answer', async (_, change) => {
  expect(await decide({ ...past([prior({ state: 'running' })]), ...change })).toBe('timeout');
});
