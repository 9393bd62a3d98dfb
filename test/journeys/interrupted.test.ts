import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type House, type JobUnderWay, openHouse } from './house.ts';
import { accepted, ended, endedAs, passed } from './passages.ts';
import { readRun, unfinished } from './run.ts';

/** The agent says that it will wait, and then waits for a minute. */
const waits = {
  schemaVersion: 1 as const,
  model: 'scripted-1',
  steps: [{ text: 'I will wait.', tools: [{ name: 'bash', args: { command: 'sleep 60' } }] }],
  repeatLast: true,
};

describe('a run that is interrupted while the agent works', { timeout: 180_000 }, () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ cassette: waits });
  }, 120_000);
  afterAll(() => house.close());

  /** Starts a run and comes back when its agent talked to the model. */
  async function underWay() {
    const before = house.cloud.model.requests().length;
    const issue = house.ask();
    const job = house.startPropose(issue);
    await vi.waitFor(() => expect(house.cloud.model.requests().length).toBeGreaterThan(before), {
      timeout: 60_000,
      interval: 50,
    });
    return { issue, job };
  }

  it.each([
    {
      by: 'the end of its sandbox',
      how: () => house.cloud.daytona.loseSandboxes(),
      category: 'lost',
      state: 'failed',
      conclusion: 'failure',
    },
    {
      by: 'SIGTERM to the job',
      how: (job: JobUnderWay) => job.signal('SIGTERM'),
      category: 'cancelled',
      state: 'cancelled',
      conclusion: 'cancelled',
    },
  ] as const)(
    '[TST-15] by $by ends at once as $state, its evidence sealed',
    async (interruption) => {
      const { category, state, conclusion } = interruption;
      const { issue, job } = await underWay();

      const startedAt = Date.now();
      await interruption.how(job);
      const { result, exitCode } = await job.ended;

      expect(Date.now() - startedAt).toBeLessThan(20_000);
      expect(result).toMatchObject({ kind: 'ended', state });
      const run = readRun(result?.kind === 'ended' ? result.folder : '', exitCode);
      expect(run.transcript).toEqual([
        ...accepted,
        ...passed('sandbox.provisioned'),
        ...ended('runtime.session', `failed (${category})`),
        ...endedAs(`run.${state} failed (${category})`),
      ]);
      expect(run).toMatchObject({ exitCode: 1, finding: { holds: true } });
      expect(unfinished(run)).toEqual([]);
      expect(house.checksOf(run.id)).toMatchObject([{ status: 'completed', conclusion }]);
      expect(house.commentsOn(issue)).toHaveLength(1);
      expect(house.cloud.daytona.sandboxes()).toBe(0);
      expect(run.report.sandboxes).toMatchObject([{ purpose: 'agent', destroyed: true }]);
      const { artifacts } = house.services(run.id);
      for (const { sha256 } of run.report.evidence)
        expect(sha256Hex(await artifacts.getArtifact(run.id, sha256))).toBe(sha256);
      expect(run.report.evidence.map(({ kind }) => kind)).toContain('raw-trace');
    },
  );
});
