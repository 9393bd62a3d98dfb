import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { createDirectory } from '../../approval-app/server/directory.ts';
import { type ApprovalHouse, startApprovalHouse } from './approval-house.ts';
import { clientId, membershipOf, publishClaims } from './ledger-house.ts';

/** How many people it takes, which ones, and what they had before them. */
describe('approvals', () => {
  let house: ApprovalHouse;
  beforeAll(async () => {
    house = await startApprovalHouse();
  });
  afterAll(async () => await house.close());

  it('where policy wants two, the first counts and the second decides', async () => {
    await house.join('two1');
    await house.join('two2');
    const run = await house.asked({ approvals: { required: 2 } });

    const first = await house.decide('two1', run, { comment: 'one' });
    const early = await house.decisionOf(run);
    const again = await house.decide('two1', run, { comment: 'one' });
    const second = await house.decide('two2', run);

    expect(first).toMatchObject({
      status: 'counted',
      given: 1,
      required: 2,
      missing: ['1 of 2 approvals are missing'],
    });
    expect(early).toBeUndefined();
    expect(again).toMatchObject({ status: 'counted', given: 1 });
    expect(second).toMatchObject({ status: 'recorded' });
    expect((await house.decisionOf(run))?.approvers?.map(({ actorId }) => actorId)).toEqual([
      'workos:user_two1',
      'workos:user_two2',
    ]);
  });

  it('half of the approvals publish nothing', async () => {
    await house.join('half1');
    const run = await house.asked({ approvals: { required: 2 } });
    await house.decide('half1', run);

    await expect(
      house.storage(publishClaims).consumeDecision(run.runId, run.subjectSha256),
    ).rejects.toMatchObject({ code: 'conflict', tell: expect.stringContaining('nobody decided') });
  });

  it('one no decides, whatever was approved before', async () => {
    await house.join('no1');
    await house.join('no2');
    const run = await house.asked({ approvals: { required: 2 } });
    await house.decide('no1', run);

    expect(await house.decide('no2', run, { answer: 'rejected' })).toMatchObject({
      status: 'recorded',
      decision: { answer: 'rejected' },
    });
  });

  it.each([1, 3])(
    '[TST-19] 100 people approve at once where %i are wanted: one decision',
    async (required) => {
      const names = Array.from({ length: 100 }, (_, at) => `crowd${required}x${at}`);
      for (const name of names) await house.join(name);
      const run = await house.asked({ approvals: { required } });

      const answers = await Promise.all(names.map(async (name) => await house.decide(name, run)));

      const kinds = Map.groupBy(answers, (answer) => String(Reflect.get(Object(answer), 'status')));
      expect(kinds.get('recorded')).toHaveLength(1);
      expect(kinds.get('counted') ?? []).toHaveLength(required - 1);
      expect(kinds.get('refused')).toHaveLength(100 - required);
      expect((await house.decisionOf(run))?.approvers).toHaveLength(required);
    },
  );

  it('roles and code owners that policy names are waited for', async () => {
    await house.join('plain6');
    await house.join('owner7', 'maintainer');
    const codeOwners = [{ owners: ['@acme/core', '@boss'], paths: 1, example: 'src/page.ts' }];
    const byRole = await house.asked({ approvals: { roles: ['maintainer'] } });
    const byOwner = await house.asked({ approvals: { requireCodeOwners: true, codeOwners } });
    const server = await house.server();

    expect(await house.decide('plain6', byRole)).toMatchObject({
      status: 'refused',
      code: 'forbidden',
    });
    expect(await house.decide('owner7', byRole)).toMatchObject({ status: 'recorded' });
    expect(await house.decide('plain6', byOwner)).toMatchObject({
      status: 'counted',
      missing: ['no code owner of src/page.ts approved (@acme/core, @boss)'],
    });
    await server.mutation('people:sync', {
      membership: { ...membershipOf('maintainer'), id: 'om_owner7', actorId: 'workos:user_owner7' },
      displayName: 'Owner',
      githubAccountId: 'github:7',
      handles: ['@Acme/Core'],
    });
    expect(await house.decide('owner7', byOwner)).toMatchObject({ status: 'recorded' });
  });

  it('[DOM-03] somebody of two roles approves where policy wants the second one', async () => {
    await house.join('reviewer', 'reviewer', '500');
    house.people.setMembership({
      id: 'om_reviewer',
      userId: 'user_reviewer',
      organizationId: 'org_acme',
      role: 'reviewer',
      moreRoles: ['maintainer'],
      status: 'active',
    });
    const run = await house.asked({ approvals: { roles: ['maintainer'] } });
    const { apiUrl } = house.people;
    const directory = createDirectory({ apiUrl, clientId, clientSecret: 'sk_test_secret' });

    expect(await house.decide('reviewer', run)).toMatchObject({ code: 'forbidden' });
    const found = await directory.find('user_reviewer', 'org_acme');
    await (await house.server()).mutation('people:sync', { ...found, handles: [] });

    expect(found?.membership).toMatchObject({
      role: 'reviewer',
      roles: ['reviewer', 'maintainer'],
    });
    expect(await house.decide('reviewer', run)).toMatchObject({
      status: 'recorded',
      approval: { role: 'maintainer' },
    });
  });

  it('a page that is out of date decides nothing, and is told what changed', async () => {
    await house.join('late11');
    const run = await house.asked();
    const seen = { state: 'awaiting-decision', head: sha256Hex('older'), events: 1 };

    expect(await house.decide('late11', run, { seen })).toMatchObject({
      status: 'refused',
      code: 'stale',
      changed: ['2 provenance events came since'],
    });
  });
});
