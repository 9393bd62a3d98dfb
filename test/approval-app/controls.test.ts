import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposeStorage } from '../../action/core/services/storage-service.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { ledgerClient } from './ledger-client.ts';
import { type LedgerHouse, membershipOf, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { newIntake, newRun } from './run-records.ts';

describe('telling an agent at work', () => {
  let house: LedgerHouse;
  let propose: ProposeStorage;

  beforeAll(async () => {
    house = await startLedgerHouse();
    propose = house.storage(proposeClaims);
  });
  afterAll(async () => await house.close());

  const started = async () => {
    const { run } = await propose.createWorkflowFromIntake(newIntake(), newRun());
    await propose.transition(run.id, 'provisioning');
    await propose.transition(run.id, 'running');
    return run.id;
  };
  const as = async (who: string, claims: Record<string, unknown> = {}) =>
    ledgerClient(house, await house.people.mintAccessToken(who, claims));
  const text = 'Leave the README alone.';
  const steer = { kind: 'steer', key: 'form-00000001', text };
  const auditOf = async (runId: string) =>
    await house.host.administrate('administration:auditOf', { runId });

  it('[PRD-10] an operator steers; the job of the run reads it, and the page shows what came of it', async () => {
    const runId = await started();
    const operator = await as('user_operator');

    const answer = await operator.mutation('controls:send', { runId, ...steer });

    expect(answer).toMatchObject({ status: 'queued', control: { sequence: 1 } });
    const [control] = await propose.readControls(runId, 0);
    expect(control).toMatchObject({
      kind: 'steer',
      text,
      textSha256: sha256Hex(text),
      actorId: 'workos:user_operator',
      via: 'app',
    });
    await propose.acknowledgeControl(runId, 1, { status: 'delivered', at: 1 });
    expect(await operator.query('controls:list', { runId })).toMatchObject([
      { sequence: 1, outcome: { status: 'delivered' } },
    ]);
    expect(await auditOf(runId)).toEqual([
      {
        action: 'control',
        outcome: 'recorded',
        actorId: 'workos:user_operator',
        detail: `steer ${sha256Hex(text)}`,
      },
    ]);
  });

  it('a form that is sent twice is one request; what nobody sees is shown to the agent as well', async () => {
    const runId = await started();
    const operator = await as('user_operator');
    const sent = { runId, ...steer, text: 'Leave\u202E it.' };

    const first = await operator.mutation('controls:send', sent);

    expect(await operator.mutation('controls:send', sent)).toEqual(first);
    expect(await propose.readControls(runId, 0)).toMatchObject([{ text: 'Leave\\u{202e} it.' }]);
  });

  it.each(['user_reviewer', 'user_viewer'])('[PRD-09] %s may not interrupt', async (who) => {
    const runId = await started();

    const answer = await (await as(who)).mutation('controls:send', {
      runId,
      kind: 'abort',
      key: 'form-00000002',
    });

    expect(answer).toEqual({
      status: 'refused',
      because: 'you do not hold the permission run:interrupt',
    });
    expect(await propose.readControls(runId, 0)).toEqual([]);
    expect(await auditOf(runId)).toMatchObject([{ action: 'control', outcome: 'refused' }]);
  });

  it('a membership that was taken away a moment ago counts no more', async () => {
    const runId = await started();
    const operator = await as('user_operator');
    await house.host.administrate('administration:setMembership', {
      membership: membershipOf('operator', 'inactive'),
    });

    const answer = await operator.mutation('controls:send', { runId, ...steer });

    expect(answer).toEqual({
      status: 'refused',
      because: 'there is no such run in your workspace',
    });
    expect(await operator.query('controls:list', { runId })).toBeNull();
    await house.host.administrate('administration:setMembership', {
      membership: membershipOf('operator'),
    });
  });

  it('people of another workspace see and reach nothing', async () => {
    const runId = await started();
    const stranger = await as('user_operator', { org_id: 'org_other' });

    expect(await stranger.mutation('controls:send', { runId, ...steer })).toEqual({
      status: 'refused',
      because: 'there is no such run in your workspace',
    });
    expect(await stranger.query('controls:list', { runId })).toBeNull();
  });

  it.each([
    ['steer without a text', { kind: 'steer', key: 'form-00000003' }],
    ['a text of white space', { kind: 'steer', key: 'form-00000004', text: ' \n ' }],
  ])('%s is refused', async (_, sent) => {
    const runId = await started();

    const answer = await (await as('user_operator')).mutation('controls:send', { runId, ...sent });

    expect(answer).toMatchObject({ status: 'refused' });
  });

  it('a job can not speak for a person of the app, and a person not for the job', async () => {
    const runId = await started();
    const request = {
      key: 'comment:1',
      kind: 'steer',
      text,
      textSha256: sha256Hex(text),
      actorId: 'workos:user_operator',
      via: 'comment',
      requestedAt: 1,
    } as const;

    await expect(propose.recordControl(runId, request)).rejects.toMatchObject({ code: 'auth' });
    const operator = await as('user_operator');
    await expect(operator.query('controls:read', { runId, after: 0 })).rejects.toThrow(/GitHub/);
  });

  it('an abort after the agent is done says so', async () => {
    const runId = await started();
    await propose.transition(runId, 'verifying');

    const answer = await (await as('user_operator')).mutation('controls:send', {
      runId,
      kind: 'abort',
      key: 'form-00000005',
    });

    expect(answer).toEqual({
      status: 'refused',
      because: 'the run is "verifying" and has no agent to tell anything',
    });
  });
});
