import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClockHouse, openClockHouse } from './clock-house.ts';
import { type Asked, askForDecision } from './run-records.ts';

const tables = ['approvals', 'mergeDecisions', 'auditEntries', 'workflowRuns', 'approvalSubjects'];

/**
 * A decision, its audit entry and what it moves are one transaction. Each story breaks it after all
 * of them were written: the list of runs holds a run twice, so that drawing it anew fails.
 */
describe('[SVC-13] a decision that dies half way leaves nothing', () => {
  let house: ClockHouse;
  beforeAll(async () => {
    house = await openClockHouse();
    await house.join('reviewer');
  });
  afterAll(async () => await house.close());

  const state = () => tables.map((table) => house.ledger.exportRows(table));
  const breakList = async ({ runId }: Asked) => {
    const row = house.ledger.exportRows('inboxEntries').find((line) => line.includes(runId));
    await house.ledger.importRows('inboxEntries', [row ?? '']);
  };

  it('neither approval, decision nor audit entry', async () => {
    const run = await askForDecision(house.propose);
    await breakList(run);
    const before = state();

    await expect(house.decide('reviewer', run)).rejects.toThrow();

    expect(state()).toEqual(before);
  });

  it('neither a used decision, a moved run nor an audit entry', async () => {
    const run = await askForDecision(house.propose);
    await house.decide('reviewer', run);
    await breakList(run);
    const before = state();

    await expect(house.publish.consumeDecision(run.runId, run.subjectSha256)).rejects.toThrow();

    expect(state()).toEqual(before);
  });

  it('and one that lives leaves all of it, once', async () => {
    const run = await askForDecision(house.propose);
    await house.decide('reviewer', run);
    const taken = await house.publish.consumeDecision(run.runId, run.subjectSha256);
    const again = await house.publish.consumeDecision(run.runId, run.subjectSha256);

    expect(taken.first).toBe(true);
    expect(again).toEqual({ ...taken, first: false });
    expect(
      await house.ledger.runInternal('administration:auditOf', { runId: run.runId }),
    ).toMatchObject([
      { action: 'decide', outcome: 'recorded', actorId: 'workos:user_reviewer' },
      { action: 'consume', outcome: 'recorded', actorId: 'github-app:run-2002' },
    ]);
  });
});
