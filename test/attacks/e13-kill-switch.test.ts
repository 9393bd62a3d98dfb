import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstBreak } from '../../action/domain/provenance-event.ts';
import { createConvexKillSwitch } from '../../action/plugins/convex/kill-switch.ts';
import { InboxCounts } from '../../approval-app/contract/inbox.ts';
import { SettingsView } from '../../approval-app/contract/settings-view.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import {
  type LedgerHouse,
  membershipOf,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from '../approval-app/ledger-house.ts';
import { answerTo, askForDecision, newIntake, newRun } from '../approval-app/run-records.ts';

describe('E13 the kill switch of a workspace', () => {
  let house: LedgerHouse;
  beforeAll(async () => {
    house = await startLedgerHouse();
    await house.host.administrate('administration:setMembership', {
      membership: { ...membershipOf('owner'), actorId: 'workos:user_owner' },
    });
  });
  afterAll(async () => await house.close());

  const as = async (user: string) =>
    ledgerClient(house, await house.people.mintAccessToken(user, { org_id: 'org_acme' }));

  it('[SEC-16] thrown once, it stops runs, decisions and publishing, and is in the chain', async () => {
    const [propose, publish] = [house.storage(proposeClaims), house.storage(publishClaims)];
    const pending = await askForDecision(propose);
    const approved = await askForDecision(propose);
    const reviewer = await as('user_reviewer');
    await reviewer.mutation('decisions:decide', answerTo(approved));
    const job = ledgerClient(house, await house.jobToken(proposeClaims));
    expect(await job.query('workspaces:killSwitch', {})).toBeNull();

    await (await as('user_operator')).mutation('workspaces:throwKillSwitch', { reason: 'a leak' });

    expect(await job.query('workspaces:killSwitch', {})).toContain('workos:user_operator');
    for (const { runId } of [pending, approved]) {
      const { run, events } = await publish.readWorkflowTimeline(runId);
      expect(run).toMatchObject({
        state: 'cancelled',
        stateReason: expect.stringContaining('void'),
      });
      expect(events.at(-1)).toMatchObject({ type: 'decision.void', status: 'blocked' });
      expect(firstBreak(runId, events)).toBeUndefined();
    }
    expect(await reviewer.mutation('decisions:decide', answerTo(pending))).toMatchObject({
      status: 'refused',
      code: 'killed',
    });
    await expect(
      publish.consumeDecision(approved.runId, approved.subjectSha256),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(propose.createWorkflowFromIntake(newIntake(), newRun())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('a job asks for it each time; a ledger that can not be asked counts as a thrown switch', async () => {
    const thrown = createConvexKillSwitch({
      url: house.host.url,
      token: async () => await house.jobToken(publishClaims),
    });
    const unreachable = createConvexKillSwitch({
      url: 'http://127.0.0.1:9',
      token: async () => 'x',
      wait: async () => undefined,
    });

    expect(await thrown.thrownBy()).toContain('the kill switch of the workspace');
    expect(await unreachable.thrownBy()).toContain('could not be asked');
  });

  it('is lifted by who may connect repositories; what was void stays void', async () => {
    await expect(
      (await as('user_reviewer')).mutation('workspaces:liftKillSwitch', { reason: 'fine again' }),
    ).rejects.toMatchObject({ data: { code: 'auth' } });

    const killed = async () =>
      InboxCounts.parse(await (await as('user_viewer')).query('inbox:counts', {})).killed;
    expect(await killed()).toBe(true);
    await (await as('user_owner')).mutation('workspaces:liftKillSwitch', { reason: 'fine again' });
    expect(await killed()).toBe(false);

    const { run } = await house
      .storage(proposeClaims)
      .createWorkflowFromIntake(newIntake(), newRun());
    expect(run.state).toBe('received');
    const settings = await (await as('user_viewer')).query('settings:view', {});
    const { killSwitch, audit } = SettingsView.parse(settings);
    expect(killSwitch).toBeNull();
    expect(
      audit
        .filter(({ action }) => /^(kill-switch|decision\.void)/.test(action))
        .map(({ action, actorId }) => [action, actorId]),
    ).toEqual([
      ['kill-switch.lift', 'workos:user_owner'],
      ['decision.void', 'workos:user_operator'],
      ['decision.void', 'workos:user_operator'],
      ['kill-switch.throw', 'workos:user_operator'],
    ]);
  });
});
