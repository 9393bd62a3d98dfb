import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import { askedForDecision, judged, rejected } from './passages.ts';

describe('a candidate that nobody approves', { timeout: 180_000 }, () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination' });
  }, 120_000);
  afterAll(() => house.close());

  it('[SUC-21] is rejected by a person: the check fails and nothing is published', async () => {
    const issue = house.ask();
    const asked = await house.propose(issue);

    expect(await house.decide(asked, { answer: 'rejected' })).toEqual({ status: 'recorded' });
    const run = await house.publish(asked.id);

    expect(run.transcript).toEqual([...judged, ...askedForDecision, ...rejected]);
    expect(run).toMatchObject({
      state: 'rejected',
      exitCode: 0,
      finding: { holds: true },
      report: { decision: { status: 'rejected' }, publication: { status: 'none' } },
    });
    expect(house.branches()).toEqual(['main']);
    expect(house.cloud.github.state().pulls).toEqual([]);
    expect(house.checksOf(run.id)).toMatchObject([
      { status: 'completed', conclusion: 'failure', output: { title: 'Rejected' } },
    ]);
    expect(house.commentsOn(issue)).toEqual([expect.stringContaining('### PatchPlane: Rejected')]);
    expect(house.cloud.daytona.sandboxes()).toBe(0);
  });

  it('is not approved by a decision about other bytes, and can not be published', async () => {
    const asked = await house.propose(house.ask());

    const refused = await house.decide(asked, {
      answer: 'approved',
      subjectSha256: 'f'.repeat(64),
    });
    const publish = await house.startPublish(asked.id).ended;

    expect(refused).toEqual({
      status: 'refused',
      because: 'the decision names other bytes than those that were put to decision',
    });
    expect(house.dispatched).not.toContain(asked.id);
    expect(publish).toMatchObject({ exitCode: 1, result: undefined });
    expect(publish.said).toBe('the ledger gives no decision: nobody decided\n');
    expect(house.branches()).toEqual(['main']);
    const { run, decision } = await house.services(asked.id).storage.readWorkflowTimeline(asked.id);
    expect([run.state, decision]).toEqual(['awaiting-decision', undefined]);
    expect(house.checksOf(asked.id)).toMatchObject([{ status: 'in_progress' }]);
  });
});
