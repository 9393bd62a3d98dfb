import { afterEach, describe, expect, it } from 'vitest';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { accepted, captured, ended, endedAs, passed } from './passages.ts';

describe('an agent that does not bring a patch', { timeout: 180_000 }, () => {
  const houses: House[] = [];
  afterEach(async () => {
    await Promise.all(houses.splice(0).map((house) => house.close()));
  });
  const open = async (options: HouseOptions) => {
    const house = await openHouse(options);
    houses.push(house);
    return house;
  };

  it('that only talked is blocked: an empty patch is nothing to approve', async () => {
    const house = await open({ cassette: 'does-nothing' });
    const issue = house.ask();

    const run = await house.propose(issue);

    expect(run.transcript).toEqual([
      ...captured,
      ...passed('verification.run'),
      ...passed('review.run'),
      ...ended('policy.evaluate', 'blocked (policy)'),
      ...endedAs('run.blocked blocked (policy)'),
    ]);
    expect(run).toMatchObject({
      state: 'blocked',
      exitCode: 1,
      finding: { holds: true },
      report: {
        candidate: { status: 'empty', changes: [] },
        policy: { outcome: 'block', findings: [{ rule: 'empty-patch' }] },
        agent: { finalMessage: 'The code looks right to me. I changed nothing.' },
      },
    });
    expect(house.checksOf(run.id)).toMatchObject([{ conclusion: 'failure' }]);
    expect(house.commentsOn(issue)[0]).toContain('empty-patch');
    expect(house.cloud.daytona.sandboxes()).toBe(0);
  });

  it('whose model answers 500 for ever fails, with what it said sealed', async () => {
    const house = await open({ cassette: 'model-down' });

    const run = await house.propose(house.ask());

    expect(run.transcript).toEqual([
      ...accepted,
      ...passed('sandbox.provisioned'),
      ...ended('runtime.session', 'failed (model-failed)'),
      ...endedAs('run.failed failed (model-failed)'),
    ]);
    expect(run).toMatchObject({ state: 'failed', exitCode: 1, finding: { holds: true } });
    expect(run.report.run.reason).toMatch(/^The model did not answer properly/);
    expect(run.report.evidence.map(({ kind }) => kind)).toContain('raw-trace');
    expect(house.cloud.model.requests().every(({ status }) => status === 500)).toBe(true);
    expect(house.checksOf(run.id)).toMatchObject([{ conclusion: 'failure' }]);
    expect(house.cloud.daytona.sandboxes()).toBe(0);
  });

  it('that wants more model requests than its budget fails with that reason', async () => {
    const house = await open({ cassette: goesRoundInCircles });

    const run = await house.propose(house.ask(), { PATCHPLANE_BUDGET_MODEL_REQUESTS: '2' });

    expect(run.transcript).toEqual([
      ...accepted,
      ...passed('sandbox.provisioned'),
      ...ended('runtime.session', 'failed (budget-exceeded)'),
      ...endedAs('run.failed failed (budget-exceeded)'),
    ]);
    expect(run).toMatchObject({
      state: 'failed',
      report: {
        run: { reason: 'The agent used up its budget of 2 model requests.' },
        agent: { outcome: 'budget-exceeded', modelRequests: 2 },
      },
      finding: { holds: true },
    });
    expect(house.cloud.model.requests().filter(({ status }) => status === 200)).toHaveLength(2);
    expect(house.cloud.daytona.sandboxes()).toBe(0);
  });
});

const goesRoundInCircles = {
  schemaVersion: 1 as const,
  model: 'scripted-1',
  steps: [{ text: 'Once more.', tools: [{ name: 'bash', args: { command: 'true' } }] }],
  repeatLast: true,
};
