import { afterEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import { accepted, askedForDecision, ended, endedAs, judgedPullRequest } from './passages.ts';

const fixed = (house: House) =>
  house
    .git('show', 'main:src/page-count.js')
    .replace('Math.floor(total / size) + 1', 'Math.max(1, Math.ceil(total / size))');

describe('a pull request', { timeout: 180_000 }, () => {
  const houses: House[] = [];
  afterEach(async () => {
    await Promise.all(houses.splice(0).map((house) => house.close()));
  });
  const open = async () => {
    const house = await openHouse({ cassette: 'does-nothing' });
    houses.push(house);
    return house;
  };

  it('[GHB-03] [GHB-12] [GHB-17] is judged as it is, and its check waits on its head', async () => {
    const house = await open();
    const { github } = house.cloud;
    const event = house.happens(
      await github.openPull({
        by: 'ada',
        branch: 'fix',
        files: { 'src/page-count.js': fixed(house) },
      }),
    );
    const headSha = house.git('rev-parse', 'fix');

    const run = await house.propose(event);

    expect(run.transcript).toEqual([...judgedPullRequest, ...askedForDecision]);
    expect(run).toMatchObject({
      state: 'awaiting-decision',
      exitCode: 0,
      finding: { holds: true },
      report: {
        candidate: {
          pullRequest: { number: event.issue, headSha },
          resultTree: house.git('rev-parse', 'fix^{tree}'),
        },
        verification: { testedTree: house.git('rev-parse', 'fix^{tree}') },
        agent: { outcome: null },
      },
    });
    expect(run.report.tests.summary).toMatchObject({ newFailures: [] });
    expect(run.report.tests.summary.fixed).not.toEqual([]);
    expect(house.cloud.model.requests()).toEqual([]);
    expect(house.checksOf(run.id)).toMatchObject([{ headSha, status: 'in_progress' }]);
    expect(house.commentsOn(event)).toHaveLength(1);
    expect(house.cloud.daytona.sandboxes()).toBe(0);

    expect(await house.decide(run, { answer: 'approved' })).toEqual({ status: 'recorded' });
    const judged = await house.publish(run.id);

    expect(judged).toMatchObject({ state: 'published', finding: { holds: true } });
    expect(house.checksOf(run.id)).toMatchObject([{ headSha, conclusion: 'success' }]);
    expect(house.branches()).toEqual(['fix', 'main']);
    expect(house.cloud.github.state().pulls).toHaveLength(1);
  });

  it('[GHB-17] [A5] whose head moved before it was looked at is stale, not judged', async () => {
    const house = await open();
    const { github } = house.cloud;
    const files = { 'src/page-count.js': fixed(house) };
    const opened = house.happens(await github.openPull({ by: 'ada', branch: 'fix', files }));
    const frozen = house.git('rev-parse', 'fix');
    await github.push(opened.issue, 'ada', { 'src/page-count.js': 'process.exit(0);\n' });

    const run = await house.propose(opened);

    expect(run.transcript).toEqual([
      ...accepted.slice(0, -2),
      ...ended('base.frozen', 'failed (stale)'),
      ...endedAs('run.cancelled failed (stale)'),
    ]);
    expect(run.report.run.reason).toContain(`moved from ${frozen.slice(0, 12)}`);
    expect(house.checksOf(run.id)).toMatchObject([{ headSha: frozen, conclusion: 'cancelled' }]);
    expect(run.report.sandboxes).toEqual([]);
  });
});
