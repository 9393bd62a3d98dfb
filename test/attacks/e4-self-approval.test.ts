import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkflowIntake } from '../../action/domain/workflow-intake.ts';
import { type ApprovalHouse, startApprovalHouse } from '../approval-app/approval-house.ts';
import { publishClaims } from '../approval-app/ledger-house.ts';
import { type Asked, newIntake } from '../approval-app/run-records.ts';

describe('E4 nobody approves their own request', () => {
  let house: ApprovalHouse;
  beforeAll(async () => {
    house = await startApprovalHouse();
  });
  afterAll(async () => await house.close());

  it('[E4] whoever asked does not approve', async () => {
    await house.join('asker', 'owner', '99');
    const run = await house.asked(fourEyes);

    expect(await house.decide('asker', run)).toMatchObject({ status: 'refused', code: 'excluded' });
    expect(await house.decide('asker', run, { answer: 'rejected' })).toMatchObject({
      status: 'recorded',
    });
  });

  it('[E4] whoever is linked to no GitHub account does not approve either', async () => {
    await house.join('nobody', 'owner', null);
    const run = await house.asked(fourEyes);

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
    const run = await house.asked(fourEyes, '31337');

    expect(await house.decide('byapp5', run)).toMatchObject({
      status: 'refused',
      code: 'excluded',
    });
  });

  it('[E4] nobody who had any other hand in it approves: issue, label, pull request, commit, push', async () => {
    const hands = ['61', '62', '63', '64', '65'];
    const run = await house.asked({
      ...fourEyes,
      intake: requestOf({ issue: '61', sender: '62', author: '63', hands: ['64', '65'] }),
    });

    for (const hand of hands) {
      await house.join(`hand${hand}`, 'owner', hand);
      expect(await house.decide(`hand${hand}`, run)).toMatchObject({ code: 'excluded' });
    }
    await house.join('nohand66', 'owner', '66');
    expect(await house.decide('nohand66', run)).toMatchObject({ status: 'recorded' });
  });

  it('[E4] whoever steered the agent does not approve what it wrote', async () => {
    await house.join('steers67', 'owner', '67');
    const run = await house.asked({
      ...fourEyes,
      whileRunning: async (runId) => {
        const said = { runId, key: 'steer-number-67', kind: 'steer', text: 'Round up.' };
        await (await house.as('user_steers67')).mutation('controls:send', said);
      },
    });

    expect(await house.decide('steers67', run)).toMatchObject({ code: 'excluded' });
  });

  it('[E4] whoever asked for an earlier attempt is no stranger to the next one', async () => {
    await house.join('first68', 'owner', '68');
    await house.join('second69', 'owner', '69');
    const first = await house.asked({ ...fourEyes, intake: requestOf({ sender: '68' }) });
    const second = await house.asked({
      ...fourEyes,
      intake: requestOf({ sender: '69' }),
      after: { runId: first.runId, rootRunId: first.runId, attempt: 2 },
    });
    const third = await house.asked({
      ...fourEyes,
      after: { runId: second.runId, rootRunId: first.runId, attempt: 3 },
    });

    // A job that found no issue knows the run before it, and takes that for the first.
    const alsoThird = await house.asked({
      ...fourEyes,
      after: { runId: second.runId, rootRunId: second.runId, attempt: 2 },
    });

    for (const run of [third, alsoThird])
      for (const name of ['first68', 'second69'])
        expect(await house.decide(name, run)).toMatchObject({ code: 'excluded' });
    // Who came later had no hand in what was there before.
    expect(await house.decide('second69', first)).toMatchObject({ status: 'recorded' });
  });

  it('[E4] a workspace of one says so, waits, signs in again, and it is on the record', async () => {
    await house.join('alone', 'owner', '99');
    // Longer than any wait below: the question stays open.
    const run = await house.asked({ ...fourEyes, risk: 'HIGH', expiresInMs: 86_400_000 });
    const alone = await house.as('user_alone');
    const signedInAgain = async (atMs: number) => await atLedger(house, 'alone', run, atMs);

    expect(await house.decide('alone', run)).toMatchObject({ code: 'excluded' });
    await alone.mutation('workspaces:setSolo', { coolOffMinutes: 60 });
    expect(await house.decide('alone', run)).toMatchObject({ code: 'cool-off' });
    await house.host.elapse(hourMs);
    expect(await house.decide('alone', run)).toMatchObject({ code: 'reauthenticate' });
    expect(await signedInAgain(hourMs)).toMatchObject({
      status: 'recorded',
      decision: { answer: 'approved', actorId: 'workos:user_alone', solo: true },
      approval: { solo: true },
    });
    // As the job's question does: what an approver may do was read a moment ago.
    await house.join('alone', 'owner', '99');
    const published = await house
      .storage(publishClaims)
      .consumeDecision(run.runId, run.subjectSha256);
    expect(published.decision).toMatchObject({ solo: true });
    await alone.mutation('workspaces:setSolo', { coolOffMinutes: null });
  });

  it('[E4] a repository that lets requesters approve gets the same exception, not a lesser one', async () => {
    await house.join('lenient', 'owner', '99');
    const run = await house.asked({ expiresInMs: 86_400_000 });

    expect(await house.decide('lenient', run)).toMatchObject({ code: 'cool-off' });
    await house.host.elapse(hourMs);
    expect(await house.decide('lenient', run)).toMatchObject({ code: 'reauthenticate' });
    expect(await atLedger(house, 'lenient', run, 2 * hourMs)).toMatchObject({
      status: 'recorded',
      approval: { solo: true },
    });
  });
});

/** A request with these GitHub accounts behind it. */
function requestOf(by: {
  readonly sender: string;
  readonly issue?: string;
  readonly author?: string;
  readonly hands?: readonly string[];
}): WorkflowIntake {
  const intake = newIntake();
  const { externalRef } = intake;
  const sha = 'a'.repeat(40);
  return {
    ...intake,
    actor: { ...intake.actor, id: `github:${by.sender}` },
    externalRef: {
      ...externalRef,
      sender: { ...externalRef.sender, externalId: by.sender },
      ...(externalRef.issue ? { issue: { ...externalRef.issue, authorId: by.issue } } : {}),
      ...(by.author === undefined
        ? {}
        : {
            pullRequest: {
              ...{ externalId: '8', number: 3, title: 'Pages', body: '' },
              ...{ updatedAt: '2026-01-05T09:00:00Z', baseSha: sha, headSha: sha },
              ...{ headRef: 'topic', baseRef: 'main', authorId: by.author },
              handIds: [...(by.hands ?? [])],
            },
          }),
    },
  };
}

const hourMs = 3_600_000;
const fourEyes = { approvals: { excludeRequester: true } };

/** The answer of somebody who signed in just now, where the ledger's clock is this far ahead. */
async function atLedger(house: ApprovalHouse, name: string, run: Asked, aheadMs: number) {
  const auth_time = Math.floor((Date.now() + aheadMs) / 1_000);
  return await house.decide(name, run, {}, { auth_time });
}
