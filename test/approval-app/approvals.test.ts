import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { WorkspaceRole } from '../../action/domain/permission.ts';
import { ledgerClient } from './ledger-client.ts';
import {
  type LedgerHouse,
  membershipOf,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from './ledger-house.ts';
import { type Asked, answerTo, askForDecision } from './run-records.ts';

/** How many people it takes, which ones, and what they had before them. */
describe('approvals', () => {
  let house: LedgerHouse;
  const asked = async (options: Parameters<typeof askForDecision>[1] = {}, githubRunId = '1001') =>
    await askForDecision(house.storage({ ...proposeClaims, run_id: githubRunId }), options);
  const decisionOf = async ({ runId }: Asked) =>
    (await house.storage(publishClaims).readWorkflowTimeline(runId)).decision;

  beforeAll(async () => {
    house = await startLedgerHouse();
  });
  afterAll(async () => await house.close());

  /** Somebody more in the organisation, with a GitHub account unless told. */
  async function join(
    name: string,
    role: WorkspaceRole = 'reviewer',
    github: string | null = name,
  ) {
    const actorId = `workos:user_${name}`;
    const membership = { ...membershipOf(role), id: `om_${name}`, actorId };
    await house.host.administrate('administration:setMembership', { membership });
    if (github !== null)
      await house.host.administrate('administration:linkGithub', {
        actorId,
        githubAccountId: `github:${github.replace(/\D/g, '') || '77'}`,
      });
  }
  async function decide(
    name: string,
    run: Asked,
    said: Record<string, unknown> = {},
    claims: Record<string, unknown> = {},
  ): Promise<unknown> {
    const token = await house.people.mintAccessToken(`user_${name}`, {
      org_id: 'org_acme',
      ...claims,
    });
    return await ledgerClient(house, token).mutation('decisions:decide', {
      ...answerTo(run),
      ...said,
    });
  }

  it('where policy wants two, the first counts and the second decides', async () => {
    await join('two1');
    await join('two2');
    const run = await asked({ approvals: { required: 2 } });

    const first = await decide('two1', run, { comment: 'one' });
    const early = await decisionOf(run);
    const again = await decide('two1', run, { comment: 'one' });
    const second = await decide('two2', run);

    expect(first).toMatchObject({
      status: 'counted',
      given: 1,
      required: 2,
      missing: ['1 of 2 approvals are missing'],
    });
    expect(early).toBeUndefined();
    expect(again).toMatchObject({ status: 'counted', given: 1 });
    expect(second).toMatchObject({ status: 'recorded' });
    expect((await decisionOf(run))?.approvers?.map(({ actorId }) => actorId)).toEqual([
      'workos:user_two1',
      'workos:user_two2',
    ]);
  });

  it('half of the approvals publish nothing', async () => {
    await join('half1');
    const run = await asked({ approvals: { required: 2 } });
    await decide('half1', run);

    await expect(
      house.storage(publishClaims).consumeDecision(run.runId, run.subjectSha256),
    ).rejects.toMatchObject({ code: 'conflict', tell: expect.stringContaining('nobody decided') });
  });

  it('one no decides, whatever was approved before', async () => {
    await join('no1');
    await join('no2');
    const run = await asked({ approvals: { required: 2 } });
    await decide('no1', run);

    expect(await decide('no2', run, { answer: 'rejected' })).toMatchObject({
      status: 'recorded',
      decision: { answer: 'rejected' },
    });
  });

  it.each([1, 3])(
    '[TST-19] 100 people approve at once where %i are wanted: one decision',
    async (required) => {
      const names = Array.from({ length: 100 }, (_, at) => `crowd${required}x${at}`);
      for (const name of names) await join(name);
      const run = await asked({ approvals: { required } });

      const answers = await Promise.all(names.map(async (name) => await decide(name, run)));

      const kinds = Map.groupBy(answers, (answer) => String(Reflect.get(Object(answer), 'status')));
      expect(kinds.get('recorded')).toHaveLength(1);
      expect(kinds.get('counted') ?? []).toHaveLength(required - 1);
      expect(kinds.get('refused')).toHaveLength(100 - required);
      expect((await decisionOf(run))?.approvers).toHaveLength(required);
    },
  );

  it('[E4] whoever asked does not approve', async () => {
    await join('asker', 'owner', '99');
    const run = await asked({ approvals: { excludeRequester: true } });

    expect(await decide('asker', run)).toMatchObject({ status: 'refused', code: 'excluded' });
    expect(await decide('asker', run, { answer: 'rejected' })).toMatchObject({
      status: 'recorded',
    });
  });

  it('[E4] whoever is linked to no GitHub account does not approve either', async () => {
    await join('nobody', 'owner', null);
    const run = await asked({ approvals: { excludeRequester: true } });

    expect(await decide('nobody', run)).toMatchObject({ status: 'refused', code: 'unlinked' });
  });

  it('[E4] whoever asked by the app is not hidden behind the App', async () => {
    await join('byapp5');
    const server = ledgerClient(house, await house.serverToken());
    await server.mutation('starts:record', {
      workflowRunId: '31337',
      actorId: 'workos:user_byapp5',
    });
    const run = await asked({ approvals: { excludeRequester: true } }, '31337');

    expect(await decide('byapp5', run)).toMatchObject({ status: 'refused', code: 'excluded' });
  });

  it('roles and code owners that policy names are waited for', async () => {
    await join('plain6');
    await join('owner7', 'maintainer');
    const codeOwners = [{ owners: ['@acme/core', '@boss'], paths: 1, example: 'src/page.ts' }];
    const byRole = await asked({ approvals: { roles: ['maintainer'] } });
    const byOwner = await asked({ approvals: { requireCodeOwners: true, codeOwners } });
    const server = ledgerClient(house, await house.serverToken());

    expect(await decide('plain6', byRole)).toMatchObject({ status: 'refused', code: 'forbidden' });
    expect(await decide('owner7', byRole)).toMatchObject({ status: 'recorded' });
    expect(await decide('plain6', byOwner)).toMatchObject({
      status: 'counted',
      missing: ['no code owner of src/page.ts approved (@acme/core, @boss)'],
    });
    await server.mutation('people:sync', {
      membership: { ...membershipOf('maintainer'), id: 'om_owner7', actorId: 'workos:user_owner7' },
      displayName: 'Owner',
      githubAccountId: 'github:7',
      handles: ['@Acme/Core'],
    });
    expect(await decide('owner7', byOwner)).toMatchObject({ status: 'recorded' });
  });

  it('[E5] high risk wants a fresh login; an old one still rejects', async () => {
    await join('stale8');
    const run = await asked({ risk: 'HIGH' });
    const old = { auth_time: Math.floor(Date.now() / 1_000) - 11 * 60 };

    expect(await decide('stale8', run, {}, old)).toMatchObject({
      status: 'refused',
      code: 'reauthenticate',
    });
    expect(await decide('stale8', run, {}, { auth_time: undefined })).toMatchObject({
      code: 'reauthenticate',
    });
    expect(await decide('stale8', run)).toMatchObject({ status: 'recorded' });
  });

  it.each([
    ['other bytes', { displayedPatchSha256: sha256Hex('what I saw') }, 'not-displayed'],
    ['nothing', { displayedPatchSha256: sha256Hex('') }, 'not-displayed'],
    ['not every file', { viewed: [] }, 'unviewed'],
    ['another file', { viewed: [{ path: 'README.md', state: 'opened' }] }, 'unviewed'],
  ])('[E6] who was shown %s does not approve', async (_, said, code) => {
    await join('blind9');
    const run = await asked();

    expect(await decide('blind9', run, said)).toMatchObject({
      status: 'refused',
      code,
    });
  });

  it('[E6] a file that was knowingly not opened is on the record for ever', async () => {
    await join('skip10');
    const run = await asked();

    const outcome = await decide('skip10', run, {
      viewed: [{ path: 'src/page.ts', state: 'marked-unviewed' }],
    });

    expect(outcome).toMatchObject({
      status: 'recorded',
      approval: { filesOpened: 0, filesUnviewed: ['src/page.ts'] },
    });
  });

  it('a page that is out of date decides nothing, and is told what changed', async () => {
    await join('late11');
    const run = await asked();
    const seen = { state: 'awaiting-decision', head: sha256Hex('older'), events: 1 };

    expect(await decide('late11', run, { seen })).toMatchObject({
      status: 'refused',
      code: 'stale',
      changed: ['2 provenance events came since'],
    });
  });
});
