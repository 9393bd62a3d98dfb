import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { changesPerMinute, startsPerMinute } from '../../approval-app/convex/pace.ts';
import { type ApprovalHouse, startApprovalHouse } from './approval-house.ts';

describe('how much one person does in a minute', () => {
  let house: ApprovalHouse;
  beforeAll(async () => {
    house = await startApprovalHouse();
  });
  afterAll(async () => await house.close());

  it('is counted by the ledger: runs that are started, over every process and without the app', async () => {
    const operator = await house.as('user_operator');
    const start = { repositoryId: 'github:42', textSha256: sha256Hex('a task') };

    const answers = await Promise.all(
      Array.from(
        { length: startsPerMinute + 3 },
        async () => await operator.mutation('starts:admit', start),
      ),
    );

    const refused = answers.filter((answer) => Object(answer).status === 'refused');
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ because: expect.stringContaining('runs a minute') });
  });

  it('has an end before a ledger is full of refusals, and takes nobody else theirs', async () => {
    const run = await house.asked();
    const decide = async (user: string) =>
      await house.decide(user, run, { subjectSha256: sha256Hex('other bytes') });

    for (let each = 0; each < changesPerMinute; each += 1) await decide('reviewer');
    const entries = Object(
      await house.host.administrate('administration:auditOf', { runId: run.runId }),
    );

    await expect(decide('reviewer')).rejects.toMatchObject({ data: { code: 'rate-limited' } });
    expect(
      await house.host.administrate('administration:auditOf', { runId: run.runId }),
    ).toHaveLength(entries.length);
    expect(await decide('maintainer')).toMatchObject({ status: 'refused' });
  });
});
