import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApprovalHouse, startApprovalHouse } from '../approval-app/approval-house.ts';
import { publishClaims } from '../approval-app/ledger-house.ts';

describe('E5 an approval is worth what the approver may do now', () => {
  let house: ApprovalHouse;
  beforeAll(async () => {
    house = await startApprovalHouse();
  });
  afterAll(async () => await house.close());

  it('[E5] high risk wants a fresh login; an old one still rejects', async () => {
    await house.join('stale8');
    const run = await house.asked({ risk: 'HIGH' });
    const old = { auth_time: Math.floor(Date.now() / 1_000) - 11 * 60 };

    expect(await house.decide('stale8', run, {}, old)).toMatchObject({
      status: 'refused',
      code: 'reauthenticate',
    });
    expect(await house.decide('stale8', run, {}, { auth_time: undefined })).toMatchObject({
      code: 'reauthenticate',
    });
    expect(await house.decide('stale8', run)).toMatchObject({ status: 'recorded' });
  });

  it('who lost the right since the approval approved nothing, at publish', async () => {
    await house.join('gone1');
    await house.join('gone2');
    const run = await house.asked({ approvals: { required: 2 } });
    await house.decide('gone1', run);
    expect(await house.decide('gone2', run)).toMatchObject({ status: 'recorded' });
    await house.join('gone1', 'viewer');

    await expect(
      house.storage(publishClaims).consumeDecision(run.runId, run.subjectSha256),
    ).rejects.toMatchObject({
      code: 'conflict',
      tell: expect.stringContaining('workos:user_gone1 may no longer approve'),
    });
  });

  it('who was suspended approves nothing, however good the token', async () => {
    await house.join('suspended', 'owner', '77', 'inactive');
    const run = await house.asked();

    expect(await house.decide('suspended', run)).toMatchObject({ status: 'refused' });
  });

  it('an approval of somebody who lost the right does not count for the next', async () => {
    await house.join('before');
    await house.join('after');
    const run = await house.asked({ approvals: { required: 2 } });
    await house.decide('before', run);
    await house.join('before', 'operator');

    expect(await house.decide('after', run)).toMatchObject({ status: 'counted', given: 1 });
  });
});
