import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSolo, whyNotApprove } from '../../approval-app/convex/eligibility.ts';
import { type ApprovalHouse, startApprovalHouse } from '../approval-app/approval-house.ts';

describe('E4 nobody approves their own request', () => {
  let house: ApprovalHouse;
  beforeAll(async () => {
    house = await startApprovalHouse();
  });
  afterAll(async () => await house.close());

  it('[E4] whoever asked does not approve', async () => {
    await house.join('asker', 'owner', '99');
    const run = await house.asked({ approvals: { excludeRequester: true } });

    expect(await house.decide('asker', run)).toMatchObject({ status: 'refused', code: 'excluded' });
    expect(await house.decide('asker', run, { answer: 'rejected' })).toMatchObject({
      status: 'recorded',
    });
  });

  it('[E4] whoever is linked to no GitHub account does not approve either', async () => {
    await house.join('nobody', 'owner', null);
    const run = await house.asked({ approvals: { excludeRequester: true } });

    expect(await house.decide('nobody', run)).toMatchObject({
      status: 'refused',
      code: 'unlinked',
    });
  });

  it('[E4] whoever asked by the app is not hidden behind the App', async () => {
    await house.join('byapp5');
    const server = await house.server();
    await server.mutation('starts:record', {
      workflowRunId: '31337',
      actorId: 'workos:user_byapp5',
    });
    const run = await house.asked({ approvals: { excludeRequester: true } }, '31337');

    expect(await house.decide('byapp5', run)).toMatchObject({
      status: 'refused',
      code: 'excluded',
    });
  });

  it('a workspace of one has to say so, to wait and to sign in again; and it is on the record', async () => {
    await house.join('alone', 'owner', '99');
    const run = await house.asked({ approvals: { excludeRequester: true } });
    await (await house.as('user_alone')).mutation('workspaces:setSolo', { coolOffMinutes: 60 });

    expect(await house.decide('alone', run)).toMatchObject({ status: 'refused', code: 'cool-off' });

    const approving = {
      person: { ...someone, authenticatedAt: 3_600_000 },
      role: 'owner',
      handles: [],
      githubAccountId: 'github:99',
      requirement: { ...alone, solo: { notBefore: 3_600_000 } },
      now: 3_600_000,
    } as const;
    expect(isSolo(approving)).toBe(true);
    expect(whyNotApprove(approving)).toBeUndefined();
    expect(whyNotApprove({ ...approving, now: 3_599_999 })).toMatchObject({ code: 'cool-off' });
    const later = { ...approving, now: 3_600_000 + 11 * 60_000 };
    expect(whyNotApprove(later)).toMatchObject({ code: 'reauthenticate' });
  });
});

const someone = {
  actorId: 'workos:user_alone',
  workspaceId: 'workos:org_acme',
  impersonated: false,
};
const alone = {
  required: 1,
  roles: [],
  codeOwners: [],
  codeOwnersRequired: false,
  requesterExcluded: true,
  excluded: ['github:99'],
  loginWithinMinutes: 720,
};
