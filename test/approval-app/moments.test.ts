import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClockHouse, openClockHouse } from './clock-house.ts';
import { type Asking, askForDecision, newArtifact } from './run-records.ts';

const minute = 60_000;

/** What holds until a moment, to the millisecond, and what changed between two answers. */
describe('[SVC-13] moments', () => {
  let house: ClockHouse;
  beforeAll(async () => {
    house = await openClockHouse();
    await house.join('owner', 'owner', '9');
  });
  afterAll(async () => await house.close());

  const begin = async (options: Asking = {}) => await askForDecision(house.propose, options);

  it('the last millisecond is in time to decide, the next one is not', async () => {
    await house.join('prompt');
    const [early, late] = [await begin(), await begin()];

    house.at(early.subject.expiresAt - 1);
    expect(await house.decide('prompt', early)).toMatchObject({ status: 'recorded' });
    house.at(late.subject.expiresAt);
    expect(await house.decide('prompt', late)).toMatchObject({
      status: 'refused',
      code: 'expired',
    });
    expect((await house.propose.readWorkflowTimeline(late.runId)).run.state).toBe('expired');
  });

  it('the last millisecond is in time to publish, the next one is not', async () => {
    await house.join('steady');
    const [early, late] = [await begin(), await begin()];
    for (const run of [early, late]) await house.decide('steady', run);

    house.at(early.subject.expiresAt - 1);
    // As the job's question does: what an approver may do was read a moment ago.
    await house.join('steady');
    expect(await house.publish.consumeDecision(early.runId, early.subjectSha256)).toMatchObject({
      first: true,
    });
    house.at(late.subject.expiresAt);
    await expect(
      house.publish.consumeDecision(late.runId, late.subjectSha256),
    ).rejects.toMatchObject({ code: 'conflict', tell: expect.stringContaining('over') });
  });

  it('a subject that ends this very moment is no question any more', async () => {
    await expect(begin({ expiresInMs: 0 })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('high risk takes a login of the last ten minutes, to the millisecond', async () => {
    await house.join('risky');
    const run = await begin({ risk: 'HIGH' });
    const loginAt = Math.floor(Date.now() / 1_000) * 1_000;

    house.at(loginAt + 10 * minute + 1);
    expect(await house.decide('risky', run, {}, loginAt)).toMatchObject({ code: 'reauthenticate' });
    house.at(loginAt + 10 * minute);
    expect(await house.decide('risky', run, {}, loginAt)).toMatchObject({ status: 'recorded' });
  });

  it('a role that was lowered between two approvals takes the first one back', async () => {
    await house.join('lowered', 'maintainer');
    await house.join('second', 'maintainer');
    await house.join('third', 'maintainer');
    const run = await begin({ approvals: { required: 2, roles: ['maintainer'] } });

    expect(await house.decide('lowered', run)).toMatchObject({ status: 'counted', given: 1 });
    await house.join('lowered', 'reviewer');
    expect(await house.decide('second', run)).toMatchObject({
      status: 'counted',
      missing: ['1 of 2 approvals are missing (of maintainer)'],
    });
    expect(await house.decide('third', run)).toMatchObject({
      status: 'recorded',
      decision: { answer: 'approved' },
    });
  });

  it('a role that was lowered after the decision publishes nothing', async () => {
    await house.join('fallen', 'maintainer');
    const run = await begin({ approvals: { roles: ['maintainer'] } });
    await house.decide('fallen', run);
    await house.join('fallen', 'reviewer');

    await expect(house.publish.consumeDecision(run.runId, run.subjectSha256)).rejects.toMatchObject(
      { tell: expect.stringContaining('approvals are missing') },
    );
  });

  it('[E4] an approval whose GitHub account is another one by now counts for nobody', async () => {
    await house.join('moving', 'reviewer', '81');
    const run = await begin({ approvals: { excludeRequester: true } });
    await house.decide('moving', run);
    // The account of whoever asked: it was this person all along.
    await house.join('moving', 'reviewer', '99');

    await expect(house.publish.consumeDecision(run.runId, run.subjectSha256)).rejects.toMatchObject(
      { tell: expect.stringContaining('workos:user_moving may no longer approve') },
    );
  });

  it('the same person twice is one approval, under whatever comment', async () => {
    await house.join('twice');
    const run = await begin({ approvals: { required: 2 } });

    expect(await house.decide('twice', run, { comment: 'a' })).toMatchObject({ given: 1 });
    expect(await house.decide('twice', run, { comment: 'b' })).toMatchObject({ code: 'decided' });
    expect(await house.decide('twice', run, { comment: 'a' })).toMatchObject({ given: 1 });
    // Who approved may still think better of it: that is a no, and it decides.
    expect(await house.decide('twice', run, { answer: 'changes-requested' })).toMatchObject({
      status: 'recorded',
      decision: { answer: 'changes-requested' },
    });
  });

  it('a digest of another run, and a run that was superseded, take no answer', async () => {
    await house.join('mixed');
    const [one, other] = [await begin(), await begin()];

    expect(await house.decide('mixed', one, { subjectSha256: other.subjectSha256 })).toMatchObject({
      code: 'other-bytes',
    });
    await house.propose.transition(one.runId, 'cancelled', { reason: 'a newer push' });
    expect(await house.decide('mixed', one)).toMatchObject({ code: 'not-awaiting' });
  });

  it('a nonce asks once, in whichever run', async () => {
    const first = await begin();

    await expect(begin({ nonce: first.subject.nonce })).rejects.toMatchObject({
      code: 'conflict',
      tell: expect.stringContaining('nonce'),
    });
  });

  it('[E13] what is asked under a thrown switch is no question, also once it is lifted', async () => {
    const reason = { reason: 'stop' };
    const half = await begin({ ask: false });
    await house.change('owner', 'workspaces:throwKillSwitch', reason);
    await expect(house.propose.requestDecision(half.runId, half.subject)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await house.change('owner', 'workspaces:liftKillSwitch', reason);

    expect((await house.propose.readWorkflowTimeline(half.runId)).subject).toBeUndefined();
  });

  it('what ended takes no further records, and the same ones again are no change', async () => {
    const run = await begin();
    const { candidate } = await house.propose.readWorkflowTimeline(run.runId);
    await house.propose.transition(run.runId, 'cancelled');

    if (candidate) await house.propose.createCandidatePatchSet(candidate);
    await expect(
      house.propose.recordEvidenceArtifacts(run.runId, [newArtifact(run.runId, '0'.repeat(64))]),
    ).rejects.toMatchObject({
      code: 'conflict',
      tell: expect.stringContaining('takes no further'),
    });
  });
});
