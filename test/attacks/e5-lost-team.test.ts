import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideUnattended } from '../../action/embedded/decide.ts';
import { type AppHouse, startAppHouse } from '../approval-app/app-house.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import { membershipOf, proposeClaims, publishClaims } from '../approval-app/ledger-house.ts';
import { answerTo, askForDecision, samplePatch } from '../approval-app/run-records.ts';

const codeOwners = [{ owners: ['@acme/core', '@boss'], paths: 1, example: 'src/page.ts' }];
const team = 'GET /orgs/acme/teams/core/memberships/rae';

/** The reviewer is `rae` of GitHub, in the team that owns what was changed, until they leave it. */
describe('E5 at publish, GitHub has the last word on who is a code owner', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
  });
  beforeEach(() => {
    house.api.asked.length = 0;
    house.api.answers.clear();
    house.api.answers.set('GET /user/500', { login: 'rae' }).set(team, { state: 'active' });
  });
  afterAll(async () => await house.close());

  const approvedBy = async (handles: string[], requireCodeOwners = true) => {
    const approvals = { requireCodeOwners, codeOwners };
    const run = await askForDecision(house.storage(proposeClaims), { approvals });
    await ledgerClient(house, await house.serverToken()).mutation('people:sync', {
      ...{ membership: membershipOf('reviewer'), displayName: 'Rae', handles },
      githubAccountId: 'github:500',
    });
    const token = await house.people.mintAccessToken('user_reviewer');
    await ledgerClient(house, token).mutation('decisions:decide', answerTo(run));
    return run;
  };
  const publishing = (appUrl: string | undefined = house.app.url) =>
    house.storage(publishClaims, appUrl);
  const taken = async (run: { runId: string; subjectSha256: string }, storage = publishing()) =>
    await storage.consumeDecision(run.runId, run.subjectSha256);
  const noOwner = { code: 'conflict', tell: expect.stringContaining('no code owner of src/page') };

  it('[E5] who left the team after approving owns nothing, until they are in it again', async () => {
    const run = await approvedBy(['@rae', '@acme/core']);
    house.api.answers.set(team, 404);

    await expect(taken(run)).rejects.toMatchObject(noOwner);
    expect((await publishing().readWorkflowTimeline(run.runId)).run.state).toBe(
      'awaiting-decision',
    );
    house.api.answers.set(team, { state: 'active' });
    expect(await taken(run)).toMatchObject({ first: true });
  });

  it('[E5] an invitation, another account under the name and a GitHub that is silent are no owner', async () => {
    const run = await approvedBy(['@rae', '@acme/core']);
    house.api.answers.set(team, { state: 'pending' });
    await expect(taken(run)).rejects.toMatchObject(noOwner);
    house.api.answers.set(team, { state: 'active' }).set('GET /user/500', { login: 'mallory' });
    await expect(taken(run)).rejects.toMatchObject(noOwner);
    house.api.answers.set('GET /user/500', { login: 'rae' }).set(team, 503);
    await expect(taken(run)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('[E5] who left the team before the second person approves is asked about then as well', async () => {
    const approvals = { required: 2, requireCodeOwners: true, codeOwners };
    const run = await askForDecision(house.storage(proposeClaims), { approvals });
    house.evidence.set(run.subject.patchSha256, new TextEncoder().encode(samplePatch));
    const approve = async (person: string) => {
      const { runId, subjectSha256 } = run;
      const appUrl = house.app.url;
      const said = { answer: 'approved', comment: '', people: [person] } as const;
      return await decideUnattended({ appUrl, runId, subjectSha256, ...said });
    };
    house.api.answers.set('GET /user/503', { login: 'mia' });

    const first = await approve('reviewer@acme.test');
    house.api.answers.set(team, 404);
    const second = await approve('maintainer@acme.test');

    expect(first).toMatchObject({ because: expect.not.stringContaining('code owner') });
    expect(second).toMatchObject({ because: expect.stringContaining('no code owner of src/page') });
  });

  it('[E5] a team that somebody joined after approving does not make them an owner', async () => {
    const approvals = { required: 1, requireCodeOwners: true, codeOwners };
    const run = await askForDecision(house.storage(proposeClaims), { approvals });
    const server = ledgerClient(house, await house.serverToken());
    const actorId = 'workos:user_reviewer';
    const sync = async (handles: string[]) =>
      await server.mutation('people:sync', {
        ...{ membership: membershipOf('reviewer'), githubAccountId: 'github:500', handles },
      });
    await sync([]);
    const rae = ledgerClient(house, await house.people.mintAccessToken('user_reviewer'));
    await rae.mutation('decisions:decide', answerTo(run));
    await server.mutation('ownership:record', {
      ...{ runId: run.runId, actorId, handles: ['@boss', '@acme/core'] },
    });
    const maintainer = await house.people.mintAccessToken('user_maintainer');

    expect(
      await ledgerClient(house, maintainer).mutation('decisions:decide', answerTo(run)),
    ).toMatchObject({ status: 'counted', missing: [expect.stringContaining('no code owner')] });
  });

  it('[E5] a job that asks nobody is refused once that was read ten minutes ago', async () => {
    const run = await approvedBy(['@rae', '@acme/core']);
    await house.host.elapse(11 * 60_000);
    const server = ledgerClient(house, await house.serverToken());
    // The person looks at a page: the membership is read, the team is not.
    await server.mutation('people:sync', {
      ...{ membership: membershipOf('reviewer'), githubAccountId: 'github:500', handles: [] },
    });

    await expect(taken(run, house.storage(publishClaims))).rejects.toMatchObject({
      tell: expect.stringContaining('still a code owner was not asked for more than 10'),
    });
    expect(await taken(run)).toMatchObject({ first: true });
  });

  it('where policy wants no code owner, GitHub is not asked about anybody', async () => {
    const run = await approvedBy(['@rae', '@acme/core'], false);

    expect(await taken(run)).toMatchObject({ first: true });
    expect(house.api.asked).toEqual([]);
  });
});
