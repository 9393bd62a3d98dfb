import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClockHouse, openClockHouse } from './clock-house.ts';
import { askForDecision } from './run-records.ts';

/** What an open inbox is told: it stays the same until a row of the workspace looks otherwise. */
describe('[SVC-15] the stamp of an inbox', () => {
  let house: ClockHouse;
  beforeAll(async () => {
    house = await openClockHouse();
    for (const name of ['one', 'two', 'looker']) await house.join(name);
  });
  afterAll(async () => await house.close());

  const stamp = async () => Object(await house.ask('looker', 'live:inbox', {})).state;

  it('is another one after the first of two approvals, and no other without a change', async () => {
    const run = await askForDecision(house.propose, { approvals: { required: 2 } });
    const before = await stamp();
    expect(await stamp()).toBe(before);

    expect(await house.decide('one', run)).toMatchObject({ status: 'counted' });

    expect(await stamp()).not.toBe(before);
  });

  it('tells changes apart that happen in one and the same millisecond, or while a clock goes back', async () => {
    const begin = async () => await askForDecision(house.propose, { approvals: { required: 2 } });
    const [older, newer, third] = [await begin(), await begin(), await begin()];
    const seen = [await stamp()];
    const now = Date.now() + 1_000;

    for (const [run, moment] of [
      [newer, now],
      [older, now],
      [third, now - 900],
    ] as const) {
      house.at(moment);
      expect(await house.decide('two', run)).toMatchObject({ status: 'counted' });
      seen.push(await stamp());
    }

    expect(new Set(seen).size).toBe(4);
  });

  it('is told with each page of the list, as of that very page', async () => {
    const page = Object(await house.ask('looker', 'inbox:list', { cursor: null, limit: 1 }));

    expect(page.changes).not.toBe('');
    expect(await stamp()).toContain(page.changes);
  });

  it("is nobody's who is no member", async () => {
    expect(await house.ask('stranger', 'live:inbox', {})).toBeNull();
  });
});
