import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cassette } from '../../action/embedded/model/cassette.ts';
import { type House, openHouse } from './house.ts';
import { readRun, unfinished } from './run.ts';

const conversation = (...steps: Cassette['steps']): Cassette => ({
  schemaVersion: 1,
  model: 'scripted-1',
  steps,
});
const bash = (command: string) => ({ tools: [{ name: 'bash', args: { command } }] });

/** Where a job can be when somebody cancels it, each with somebody who does not want to end. */
const places = [
  {
    stage: 'provision',
    cassette: conversation({ text: 'Never asked.' }),
    isThere: (_: House, created: number) => created > 0,
  },
  {
    stage: 'run',
    // Pi itself is frozen: it answers no abort, and its command goes on.
    cassette: conversation(bash('kill -STOP $PPID; sleep 300'), { text: 'Never.' }),
    isThere: (house: House) => house.cloud.model.requests().length > 0,
  },
  {
    stage: 'verify',
    cassette: conversation(
      bash(
        'printf \'setInterval(() => {}, 1000); process.on("SIGTERM", () => {});\' > test/page-count.test.js',
      ),
      { text: 'Done.' },
    ),
    isThere: (_: House, created: number) => created > 1,
  },
] as const;

describe.each(places)(
  'a job that is cancelled at the stage $stage',
  ({ stage, cassette, isThere }) => {
    let house: House;

    beforeAll(async () => {
      house = await openHouse({ cassette });
    }, 120_000);
    afterAll(() => house.close());

    it('[TST-15] SIGTERM ends it and its sandbox within seconds, and the evidence is sealed', async () => {
      let created = 0;
      house.cloud.daytona.faults.inject({
        match: /^POST \/api\/sandbox$/,
        kind: 'meanwhile',
        what() {
          created += 1;
        },
      });
      const job = house.startPropose(house.ask());
      await vi.waitFor(() => expect(isThere(house, created)).toBe(true), {
        timeout: 60_000,
        interval: 10,
      });
      if (stage === 'verify') await new Promise((passed) => setTimeout(passed, 3_000));

      const startedAt = Date.now();
      job.signal('SIGTERM');
      await vi.waitFor(() => expect(house.cloud.daytona.sandboxes()).toBe(0), {
        timeout: 30_000,
        interval: 20,
      });
      const goneAfter = Date.now() - startedAt;
      const { result, exitCode } = await job.ended;

      const run = readRun(result?.kind === 'ended' ? result.folder : '', exitCode);
      expect(run).toMatchObject({ state: 'cancelled', exitCode: 1, finding: { holds: true } });
      expect(unfinished(run)).toEqual([]);
      // Also of an agent that answered nothing any more, what it said before is kept.
      if (stage !== 'provision')
        expect(run.report.evidence.map(({ kind }) => kind)).toContain('raw-trace');
      // Five seconds is the promise; a machine that others use too is given more.
      expect(goneAfter).toBeLessThan(15_000);
      expect(house.cloud.daytona.sandboxes()).toBe(0);
    }, 120_000);
  },
);
