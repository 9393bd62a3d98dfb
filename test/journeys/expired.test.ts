import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { propose } from '../../action/core/propose.ts';
import type { Trigger } from '../../action/embedded/trigger.ts';
import { bundleFolder, writeBundle } from '../../action/entry/bundle-folder.ts';
import { composePropose } from '../../action/entry/compose-propose.ts';
import { realContext } from '../../action/entry/door.ts';
import { readEvent } from '../../action/entry/inputs.ts';
import { readProposeInputs } from '../../action/entry/propose-inputs.ts';
import { settingsOf } from '../../action/entry/propose-job.ts';
import { type House, openHouse } from './house.ts';
import { askedForDecision, expired, judged } from './passages.ts';
import { type Run, readRun } from './run.ts';
import { silent } from './silent.ts';

describe('an approval that comes to be used too late', { timeout: 180_000 }, () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination' });
  }, 120_000);
  afterAll(() => house.close());

  it('[E2] publishes nothing, and says so everywhere', async () => {
    const issue = house.ask();
    const asked = await proposeFor(house, issue, 15);
    expect(await house.decide(asked, { answer: 'approved' })).toEqual({ status: 'recorded' });
    await sleep((asked.report.subject?.expiresAt ?? 0) - Date.now() + 50);

    const run = await house.publish(asked.id);

    expect(run.transcript).toEqual([...judged, ...askedForDecision, ...expired]);
    expect(run).toMatchObject({
      state: 'expired',
      exitCode: 1,
      finding: { holds: true },
      report: { publication: { status: 'none' } },
    });
    expect(house.branches()).toEqual(['main']);
    expect(house.cloud.github.state().pulls).toEqual([]);
    expect(house.checksOf(run.id)).toMatchObject([
      { conclusion: 'timed_out', output: { title: 'The approval expired' } },
    ]);
    expect(house.commentsOn(issue)[0]).toContain('put it on again for a new run');
    const { storage } = house.services(run.id);
    expect((await storage.readWorkflowTimeline(run.id)).run.state).toBe('expired');

    const again = await house.publish(run.id);

    expect(again.events).toEqual(run.events);
  });
});

/** The propose job with a policy of its own, in this process: no door lets one in yet. */
async function proposeFor(house: House, event: Trigger, seconds: number): Promise<Run> {
  const inputs = readProposeInputs(house.cloud.jobs.propose(event));
  const approvals = { required: 1, expiresAfterSeconds: seconds };
  const machine = {
    path: process.env['PATH'] ?? '',
    tempDir: house.stateDir,
    note: () => undefined,
  };
  const { services, close } = await composePropose(inputs, machine);
  const proposal = await propose(
    readEvent(inputs),
    { ...services, telemetry: silent },
    { ...settingsOf(inputs), policy: { ...defaultBundle, approvals } },
    realContext([], AbortSignal.any([])),
  );
  await close();
  if (proposal.kind !== 'ended') throw new Error(`no run: ${proposal.kind}`);
  const folder = bundleFolder(inputs.stateDir, proposal.runId);
  writeBundle(folder, proposal.bundle);
  return readRun(folder, null);
}
