import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClockHouse, openClockHouse } from './clock-house.ts';
import { answerTo, askForDecision } from './run-records.ts';

const dayMs = 24 * 60 * 60_000;

/** A log-out is final at once, whatever the tokens say that are out. */
describe('[SVC-01] a session that was ended', () => {
  let house: ClockHouse;
  beforeAll(async () => {
    house = await openClockHouse();
    for (const name of ['gone', 'stays']) await house.join(name);
  });
  afterAll(async () => await house.close());

  const end = async (name: string) =>
    await house.serverMutation('sessions:end', { sessionId: `session_${name}` });
  const rows = () => house.ledger.exportRows('endedSessions').map((row) => JSON.parse(row));

  it('sees nothing and decides nothing any more; the sessions of others go on', async () => {
    const run = await askForDecision(house.propose);
    expect(await house.ask('gone', 'page:view', { runId: run.runId })).not.toBeNull();

    await end('gone');

    const ended = { data: { code: 'auth', session: 'ended' } };
    await expect(house.ask('gone', 'page:view', { runId: run.runId })).rejects.toMatchObject(ended);
    await expect(house.decide('gone', run)).rejects.toMatchObject(ended);
    expect(await house.decide('stays', run)).toMatchObject({ status: 'recorded' });
    expect(await house.serverQuery('sessions:hasEnded', { sessionId: 'session_gone' })).toBe(true);
    expect(await house.serverQuery('sessions:hasEnded', { sessionId: 'session_stays' })).toBe(
      false,
    );
  });

  it('can not be ended by a person, not even by the one whose it is', async () => {
    await expect(
      house.change('stays', 'sessions:end', { sessionId: 'session_stays' }),
    ).rejects.toMatchObject({ data: { code: 'auth' } });
    const run = await askForDecision(house.propose);
    expect(await house.change('stays', 'decisions:decide', answerTo(run))).toMatchObject({
      status: 'recorded',
    });
  });

  it('is one row, which goes when no token of it can be left', async () => {
    await end('gone');
    expect(rows()).toHaveLength(1);
    const { keepUntil } = rows()[0];
    expect(keepUntil).toBeGreaterThan(Date.now() + 30 * dayMs);

    house.at(keepUntil);
    expect(await house.ledger.runInternal('sessions:forget', {})).toBe(0);
    house.at(keepUntil + 1);
    expect(await house.ledger.runInternal('sessions:forget', {})).toBe(1);

    expect(rows()).toEqual([]);
  });
});
