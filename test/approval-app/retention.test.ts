import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type AppHouse, cronSecret, startAppHouse } from './app-house.ts';
import { ledgerClient } from './ledger-client.ts';
import { membershipOf, proposeClaims } from './ledger-house.ts';
import { askForDecision, newArtifact } from './run-records.ts';

describe('retention', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
    await house.host.administrate('administration:setMembership', {
      membership: { ...membershipOf('owner'), actorId: 'workos:user_owner' },
    });
  });
  afterAll(async () => await house.close());

  const owner = async () =>
    ledgerClient(house, await house.people.mintAccessToken('user_owner', { org_id: 'org_acme' }));
  const maintain = async (authorization: string) =>
    await fetch(new URL('/api/maintenance', house.app.url), { headers: { authorization } });

  it('payloads of an ended run go when somebody with the right wants it; the record stays', async () => {
    const propose = house.storage(proposeClaims);
    const { runId } = await askForDecision(propose);
    const bytes = new TextEncoder().encode('a log');
    house.evidence.set(sha256Hex(bytes), bytes);
    await propose.recordEvidenceArtifacts(runId, [newArtifact(runId, sha256Hex(bytes), 'stdout')]);
    const asked = { runId, reason: 'it holds a name' };

    await expect(
      (await owner()).mutation('retention:requestDeletion', asked),
    ).rejects.toMatchObject({ data: { code: 'conflict' } });
    await propose.transition(runId, 'cancelled');
    await (await owner()).mutation('retention:requestDeletion', asked);
    expect((await maintain('Bearer something else')).status).toBe(401);
    expect(house.evidence.has(sha256Hex(bytes))).toBe(true);

    expect(await (await maintain(`Bearer ${cronSecret}`)).json()).toEqual({
      status: 'ok',
      deleted: 1,
      failed: 0,
      lost: 0,
      closed: 0,
      strays: 0,
    });

    expect(house.evidence.has(sha256Hex(bytes))).toBe(false);
    const audit = await house.host.administrate('administration:auditOf', { runId });
    expect(audit).toMatchObject([
      {
        action: 'payloads.plan',
        actorId: 'workos:user_owner',
        detail: '1 payloads: it holds a name',
      },
      { action: 'payloads.delete', actorId: 'system:retention' },
    ]);
    expect((await propose.readWorkflowTimeline(runId)).artifacts).toHaveLength(1);
    expect(await (await maintain(`Bearer ${cronSecret}`)).json()).toMatchObject({ deleted: 0 });
  });

  it('what the store does not let go is tried again, and what it lets go is gone meanwhile', async () => {
    const propose = house.storage(proposeClaims);
    const { runId } = await askForDecision(propose);
    const payloads = ['stuck', 'loose'].map((text) => new TextEncoder().encode(`${runId} ${text}`));
    const [stuck = '', loose = ''] = payloads.map((bytes) => sha256Hex(bytes));
    for (const bytes of payloads) house.evidence.set(sha256Hex(bytes), bytes);
    await propose.recordEvidenceArtifacts(
      runId,
      [stuck, loose].map((sha256) => newArtifact(runId, sha256)),
    );
    await propose.transition(runId, 'cancelled');
    await (await owner()).mutation('retention:requestDeletion', { runId, reason: 'a name' });
    const remove = house.evidence.delete.bind(house.evidence);
    house.evidence.delete = (key) => {
      if (key === stuck) throw new Error('the store is busy');
      return remove(key);
    };

    const first = await (await maintain(`Bearer ${cronSecret}`)).json();

    expect(first).toMatchObject({ status: 'failed', deleted: 0, failed: 1 });
    expect([house.evidence.has(stuck), house.evidence.has(loose)]).toEqual([true, false]);
    const audit = await house.host.administrate('administration:auditOf', { runId });
    expect(JSON.stringify(audit)).not.toContain('payloads.delete');
    // Its next turn is minutes away: a store in trouble is not asked at every tick.
    expect(await (await maintain(`Bearer ${cronSecret}`)).json()).toMatchObject({ failed: 0 });
    house.evidence.delete = remove;
  });

  it('what is older than a workspace wants to keep is planned, and nothing younger', async () => {
    const propose = house.storage(proposeClaims);
    const { runId } = await askForDecision(propose);
    await propose.transition(runId, 'cancelled');
    await (await owner()).mutation('workspaces:setSafety', { retentionDays: 1 });

    expect(await house.host.administrate('retention:sweep', {})).toBe(0);
  });

  it('runs about which nobody decided in time end by themselves', async () => {
    const propose = house.storage(proposeClaims);
    const { runId } = await askForDecision(propose, { expiresInMs: 600 });
    expect(await house.host.administrate('expiry:sweep', {})).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 700));

    expect(await house.host.administrate('expiry:sweep', {})).toBe(1);

    expect((await propose.readWorkflowTimeline(runId)).run.state).toBe('expired');
  });
});
