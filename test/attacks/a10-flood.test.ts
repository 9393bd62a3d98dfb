import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriorRun } from '../../action/core/services/run-history.ts';
import { type Newcomer, whyTooMany } from '../../action/core/workflows/authorize/admission-rule.ts';
import { admit } from '../../action/core/workflows/authorize/admit.ts';
import { asked, startedAt } from '../core/authorize/asked.ts';

function start(index: number, change: Partial<PriorRun> = {}): PriorRun {
  return {
    runId: `run-${index.toString(16).padStart(16, '0')}`,
    deliveryId: `delivery-${1_000 + index}`,
    actorExternalId: '40',
    issueNumber: 100 + index,
    startedAt: startedAt - 1_000 * (index + 1),
    state: 'awaiting-decision',
    githubRunId: '800',
    subjectSha256: undefined,
    ...change,
  };
}

const rate = { runs: 3, windowSeconds: 60 };

async function decide(runs: readonly PriorRun[]) {
  const history = {
    listRuns: async () => [],
    listStarts: async () => runs,
    isUnderWay: async () => false,
  };
  const killSwitch = { thrownBy: async () => undefined };
  return await admit(asked(), { history, killSwitch }, { rate }, { now: () => startedAt });
}

describe('[A10] somebody who spends on purpose', () => {
  it('is let in as often as allowed, and not once more', async () => {
    const starts = [0, 1, 2].map((index) => start(index));
    expect(await decide(starts.slice(1))).toEqual({ add: {}, detail: 'run 3 of 3 in the window' });
    expect(await decide(starts)).toEqual({
      stop: {
        state: 'refused',
        category: 'rate-limited',
        reason:
          'This account started 3 runs within 60 seconds, and 3 are allowed. Ask again in 57 seconds, or ask a maintainer to raise the limit in the configuration.',
      },
    });
  });

  it('does not use up what others may, nor is what was refused counted', async () => {
    const others = [0, 1, 2, 3].map((index) => start(index, { actorExternalId: '41' }));
    const refused = [4, 5, 6].map((index) => start(index, { state: 'refused' }));
    expect(await decide([...others, ...refused])).toHaveProperty('add');
  });

  it('never gets more than the limit into any window, whatever the order of asking', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(200_000), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 90 }),
        (times, runs, windowSeconds) => {
          const admitted: PriorRun[] = [];
          for (const [index, at] of times.toSorted((left, right) => left - right).entries()) {
            const run = start(index, { startedAt: at });
            const newcomer: Newcomer = run;
            if (!whyTooMany(newcomer, admitted, { runs, windowSeconds })) admitted.push(run);
          }
          for (const { startedAt: end } of admitted) {
            const within = admitted.filter(
              ({ startedAt: at }) => at <= end && at > end - windowSeconds * 1_000,
            );
            expect(within.length).toBeLessThanOrEqual(runs);
          }
        },
      ),
    );
  });
});
