import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboxCounts } from '../../approval-app/contract/inbox.ts';
import { type ClockHouse, openClockHouse } from './clock-house.ts';
import { askForDecision, newIntake, newRun } from './run-records.ts';

/** The counts are kept, not counted: they have to stay what counting the rows would say. */
describe('the counts over the inbox follow each run', () => {
  let house: ClockHouse;
  beforeAll(async () => {
    house = await openClockHouse();
    await house.join('reviewer');
  });
  afterAll(async () => await house.close());

  const counts = async () => {
    const { killed: _killed, ...lanes } = InboxCounts.parse(
      await house.ask('reviewer', 'inbox:counts', {}),
    );
    return lanes;
  };
  const counted = () => {
    const rows = house.ledger.exportRows('inboxEntries').map((line) => JSON.parse(line));
    const standing = (lane: string) => rows.filter((row) => row.lane === lane).length;
    return {
      needsDecision: standing('needs-decision'),
      running: standing('running'),
      ended: standing('ended'),
    };
  };

  it('from its start to its end, and never count it twice', async () => {
    expect(await counts()).toEqual({ needsDecision: 0, running: 0, ended: 0 });

    const run = await askForDecision(house.propose);
    expect(await counts()).toEqual({ needsDecision: 1, running: 0, ended: 0 });

    await house.decide('reviewer', run);
    expect(await counts()).toEqual({ needsDecision: 0, running: 1, ended: 0 });

    const { run: going } = await house.propose.createWorkflowFromIntake(newIntake(), newRun());
    for (const state of ['provisioning', 'running'] as const)
      await house.propose.transition(going.id, state);
    expect(await counts()).toEqual({ needsDecision: 0, running: 2, ended: 0 });

    await house.propose.transition(going.id, 'cancelled', { reason: 'not needed any more' });
    expect(await counts()).toEqual({ needsDecision: 0, running: 1, ended: 1 });
    expect(await counts()).toEqual(counted());
  });
});
