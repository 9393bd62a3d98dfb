import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppHouse, startAppHouse } from '../approval-app/app-house.ts';
import { type ApprovalHouse, startApprovalHouse } from '../approval-app/approval-house.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import { proposeClaims, publishClaims } from '../approval-app/ledger-house.ts';
import { answerTo, askForDecision } from '../approval-app/run-records.ts';

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

describe('E5 at publish, the identity provider has the last word', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
  });
  afterAll(async () => await house.close());

  const membership = (role: 'reviewer' | 'maintainer', status: 'active' | 'inactive') => ({
    id: `om_${role}`,
    userId: `user_${role}`,
    organizationId: 'org_acme',
    role,
    status,
  });
  const approvedBy = async (role: 'reviewer' | 'maintainer') => {
    const run = await askForDecision(house.storage(proposeClaims));
    const token = await house.people.mintAccessToken(`user_${role}`);
    const said = await ledgerClient(house, token).mutation('decisions:decide', answerTo(run));
    expect(said).toMatchObject({ status: 'recorded' });
    return run;
  };
  const publishing = () => house.storage(publishClaims, house.app.url);

  it('[E5] a membership that ended after the approval ends it, before anybody signs in again', async () => {
    const run = await approvedBy('reviewer');
    house.people.setMembership(membership('reviewer', 'inactive'));

    await expect(publishing().consumeDecision(run.runId, run.subjectSha256)).rejects.toMatchObject({
      tell: expect.stringContaining('user_reviewer may no longer approve'),
    });
    house.people.setMembership(membership('reviewer', 'active'));
    const taken = await publishing().consumeDecision(run.runId, run.subjectSha256);
    expect(taken).toMatchObject({ first: true });
  });

  it('[E5] where nobody can be asked, the decision stays unused', async () => {
    const run = await approvedBy('maintainer');
    const nowhere = house.storage(publishClaims, 'http://127.0.0.1:1');

    await expect(nowhere.consumeDecision(run.runId, run.subjectSha256)).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
    expect((await publishing().readWorkflowTimeline(run.runId)).run.state).toBe(
      'awaiting-decision',
    );
  });

  it('[E5] a job that asks nobody is refused by the ledger once the rights are ten minutes old', async () => {
    const run = await approvedBy('maintainer');
    await house.host.elapse(11 * 60_000);

    await expect(
      house.storage(publishClaims).consumeDecision(run.runId, run.subjectSha256),
    ).rejects.toMatchObject({ tell: expect.stringContaining('was not asked for more than 10') });
    expect(await publishing().consumeDecision(run.runId, run.subjectSha256)).toMatchObject({
      first: true,
    });
  });

  it('[E5] [A9] nobody else can have people looked up', async () => {
    const run = await approvedBy('maintainer');
    const ask = async (token: string | undefined, runId = run.runId) =>
      (
        await fetch(new URL('/api/github/approvers', house.app.url), {
          method: 'POST',
          body: JSON.stringify({ runId }),
          ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
        })
      ).status;
    const job = await house.jobToken(publishClaims);

    expect(await ask(undefined)).toBe(401);
    expect(await ask('not.a.token')).toBe(403);
    expect(await ask(await house.people.mintAccessToken('user_owner'))).toBe(403);
    expect(await ask(await house.jobToken(proposeClaims))).toBe(403);
    expect(await ask(await house.jobToken({ ...publishClaims, repository_id: '43' }))).toBe(403);
    expect(await ask(await house.jobToken(publishClaims, 'https://elsewhere.test'))).toBe(403);
    expect(await ask(job, 'run-ffffffffffffffff')).toBe(403);
    expect(await ask(job, '../people')).toBe(400);
    expect(await ask(job)).toBe(200);
  });
});
