import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ClockHouse, openClockHouse } from './clock-house.ts';
import { askForDecision } from './run-records.ts';

const Taken = z.array(z.looseObject({ runId: z.string() }));

/** What GitHub told of a publish job, against what the ledger asks the server to start. */
describe('[SUC-21] a publish job that died after it took the decision', () => {
  let house: ClockHouse;
  let jobs = 7_000;
  beforeAll(async () => {
    house = await openClockHouse();
    await house.join('reviewer');
  });
  afterAll(async () => await house.close());

  const publishing = async () => {
    const run = await askForDecision(house.propose);
    await house.decide('reviewer', run);
    await house.publish.consumeDecision(run.runId, run.subjectSha256);
    return run.runId;
  };
  const jobEnds = async (runId: string, conclusion: string) => {
    jobs += 1;
    const workflowRunId = String(jobs);
    const url = `https://github.test/acme/api/actions/runs/${jobs}`;
    await house.serverMutation('dispatches:record', { runId, workflowRunId, url });
    const ended = { workflowRunId, status: 'completed', conclusion };
    await house.serverMutation('dispatches:update', ended);
  };
  const toStart = async () =>
    Taken.parse(await house.serverMutation('closings:take', { limit: 10 })).map(
      ({ runId }) => runId,
    );

  it.each(['failure', 'timed_out', 'startup_failure'])(
    'is followed by another (%s), and that one by none',
    async (conclusion) => {
      const runId = await publishing();

      await jobEnds(runId, conclusion);
      expect(await toStart()).toEqual([runId]);
      await house.serverMutation('closings:started', { runId });

      await jobEnds(runId, conclusion);
      expect(await toStart()).toEqual([]);
    },
  );

  it.each(['success', 'cancelled'])('is not: %s', async (conclusion) => {
    const runId = await publishing();

    await jobEnds(runId, conclusion);

    expect(await toStart()).toEqual([]);
  });

  it('before it took it is not: whoever decided may send the answer again', async () => {
    const run = await askForDecision(house.propose);
    await house.decide('reviewer', run);

    await jobEnds(run.runId, 'failure');

    expect(await toStart()).toEqual([]);
  });
});
