import { afterEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import {
  askedForDecision,
  captured,
  ended,
  endedAs,
  judged,
  passed,
  published,
} from './passages.ts';

describe('a candidate that policy does not like', { timeout: 180_000 }, () => {
  const houses: House[] = [];
  afterEach(async () => {
    await Promise.all(houses.splice(0).map((house) => house.close()));
  });
  const open = async (cassette: string) => {
    const house = await openHouse({ cassette });
    houses.push(house);
    return house;
  };

  it('because tests went red is published only over a reason that stays visible', async () => {
    const house = await open('breaks-tests');
    const issue = house.ask();
    const asked = await house.propose(issue);

    expect(asked).toMatchObject({
      state: 'awaiting-decision',
      exitCode: 0,
      report: {
        policy: { outcome: 'changes-requested' },
        tests: { candidate: { status: 'failed' } },
      },
    });
    expect(asked.report.tests.summary.newFailures).not.toEqual([]);

    expect(await house.decide(asked, { answer: 'approved' })).toEqual({
      status: 'refused',
      because: 'policy asks for changes; approving anyway needs an override reason',
    });
    expect(house.dispatched).toEqual([]);

    const overrideReason = 'The tests are wrong; see the *thread*.';
    expect(await house.decide(asked, { answer: 'approved', overrideReason })).toEqual({
      status: 'recorded',
    });
    const run = await house.publish(asked.id);

    expect(run.transcript).toEqual([...judged, ...askedForDecision, ...published]);
    expect(run).toMatchObject({
      state: 'published',
      exitCode: 0,
      finding: { holds: true },
      report: { decision: { overrideReason } },
    });
    expect(house.checksOf(run.id).map(({ conclusion }) => conclusion)).toEqual([
      'neutral',
      'neutral',
    ]);
    const { issues, pulls } = house.cloud.github.state();
    const pull = issues.find(({ number }) => number === pulls[0]?.number);
    for (const text of [pull?.body, house.commentsOn(issue)[0]]) {
      expect(text).toContain('```text\nThe tests are wrong; see the *thread*.\n```');
    }
  });

  it.each([
    { cassette: 'edits-workflow', rule: 'protected-paths', path: '.github/workflows/x.yml' },
    { cassette: 'leaks-secret', rule: 'secrets', path: 'src/token.js' },
  ])(
    'that $cassette is blocked, and no answer can change that',
    async ({ cassette, rule, path }) => {
      const house = await open(cassette);
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
        report: { policy: { outcome: 'block' }, subjectSha256: null },
      });
      expect(run.report.policy.findings).toContainEqual(
        expect.objectContaining({ rule, path, severity: 'blocker' }),
      );
      expect(
        await house.decide(run, {
          answer: 'approved',
          overrideReason: 'Trust me.',
          subjectSha256: 'a'.repeat(64),
        }),
      ).toMatchObject({ status: 'refused' });
      expect((await house.startPublish(run.id).ended).exitCode).toBe(1);
      expect(house.branches()).toEqual(['main']);
      expect(house.checksOf(run.id)).toMatchObject([{ conclusion: 'failure' }]);
      expect(house.commentsOn(issue)[0]).toContain(path);
    },
  );
});
