import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposeStorage } from '../../action/core/services/storage-service.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { ledgerClient } from './ledger-client.ts';
import { type LedgerHouse, membershipOf, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { type Asked, answerTo, askForDecision } from './run-records.ts';

describe('deciding', () => {
  let house: LedgerHouse;
  let propose: ProposeStorage;

  beforeAll(async () => {
    house = await startLedgerHouse();
    propose = house.storage(proposeClaims);
  });
  afterAll(async () => await house.close());

  async function decide(
    asked: Pick<Asked, 'runId' | 'subjectSha256'>,
    said: Record<string, unknown> = {},
    claims: Record<string, unknown> = {},
    who = 'user_reviewer',
  ): Promise<unknown> {
    const token = await house.people.mintAccessToken(who, claims);
    return await ledgerClient(house, token).mutation('decisions:decide', {
      ...answerTo(asked),
      comment: 'looked at it',
      ...said,
    });
  }
  const auditOf = async (runId: string) =>
    await house.host.administrate('administration:auditOf', { runId });
  const decisionOf = async (runId: string) => (await propose.readWorkflowTimeline(runId)).decision;

  it('[SVC-13] is recorded with its audit entry, and moves nothing by itself', async () => {
    const asked = await askForDecision(propose);

    const answer = await decide(asked);

    expect(answer).toMatchObject({
      status: 'recorded',
      decision: {
        actorId: 'workos:user_reviewer',
        answer: 'approved',
        subjectSha256: asked.subjectSha256,
      },
    });
    expect(await auditOf(asked.runId)).toEqual([
      {
        action: 'decide',
        outcome: 'recorded',
        actorId: 'workos:user_reviewer',
        detail: 'approved',
      },
    ]);
    expect((await propose.readWorkflowTimeline(asked.runId)).run.state).toBe('awaiting-decision');
  });

  it('[TST-19] of 50 different answers at once, one is recorded', async () => {
    const asked = await askForDecision(propose);

    const answers = await Promise.all(
      Array.from(
        { length: 50 },
        async (_, at) => await decide(asked, { comment: `comment ${at}` }),
      ),
    );

    const recorded = answers.filter((answer) => JSON.stringify(answer).includes('"recorded"'));
    expect(recorded).toHaveLength(1);
    expect(await auditOf(asked.runId)).toHaveLength(50);
  });

  it('the same answer again gets the same reply; another is refused', async () => {
    const asked = await askForDecision(propose);

    const first = await decide(asked);

    expect(first).toMatchObject({ status: 'recorded', first: true });
    expect(await decide(asked)).toEqual({ ...Object(first), first: false });
    expect(await decide(asked, { answer: 'rejected' })).toEqual({
      status: 'refused',
      code: 'decided',
      because: 'workos:user_reviewer decided already: approved',
    });
  });

  it.each([
    [
      'about other bytes',
      { subjectSha256: sha256Hex('other') },
      {},
      'user_reviewer',
      'other bytes',
    ],
    ['by somebody without the right', {}, {}, 'user_operator', 'decision:approve'],
    ['from another organisation', {}, { org_id: 'org_evil' }, 'user_reviewer', 'no such run'],
    ['by a stranger', {}, { org_id: 'org_acme' }, 'user_stranger', 'no such run'],
  ])('[TST-16] %s is refused, and the attempt is kept', async (_, said, claims, who, because) => {
    const asked = await askForDecision(propose);

    const answer = await decide(asked, said, claims, who);

    expect(answer).toMatchObject({ status: 'refused', because: expect.stringContaining(because) });
    expect(await auditOf(asked.runId)).toMatchObject([
      { outcome: 'refused', actorId: `workos:${who}`, detail: expect.stringContaining(because) },
    ]);
    expect(await decisionOf(asked.runId)).toBeUndefined();
  });

  it('role and permissions in the token count for nothing: the membership is read', async () => {
    const asked = await askForDecision(propose);
    const boast = { role: 'owner', permissions: ['decision:approve'] };

    expect(await decide(asked, {}, boast, 'user_viewer')).toMatchObject({ status: 'refused' });
  });

  it('a membership that is no longer active decides nothing', async () => {
    const asked = await askForDecision(propose);
    const set = async (status: 'active' | 'inactive') =>
      await house.host.administrate('administration:setMembership', {
        membership: membershipOf('reviewer', status),
      });

    await set('inactive');
    const answer = await decide(asked);
    await set('active');

    expect(answer).toMatchObject({ status: 'refused' });
  });

  it('[SEC-15] approving against "changes-requested" needs a reason, which is kept', async () => {
    const asked = await askForDecision(propose, { outcome: 'changes-requested' });

    expect(await decide(asked)).toMatchObject({
      status: 'refused',
      because: expect.stringContaining('override reason'),
    });
    await decide(asked, { overrideReason: 'hot fix' });
    expect(await decisionOf(asked.runId)).toMatchObject({ overrideReason: 'hot fix' });
  });

  it.each(['block', 'not-evaluated'] as const)(
    'nobody is even asked where policy says "%s"',
    async (outcome) => {
      await expect(askForDecision(propose, { outcome })).rejects.toMatchObject({
        code: 'conflict',
      });
    },
  );

  it('after its time is over the run has expired', async () => {
    const asked = await askForDecision(propose, { expiresInMs: 900 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));

    expect(await decide(asked)).toEqual({
      status: 'refused',
      code: 'expired',
      because: 'the time to decide is over',
    });
    expect((await propose.readWorkflowTimeline(asked.runId)).run.state).toBe('expired');
  });

  it('about a run that nobody was asked about is refused', async () => {
    expect(await decide({ runId: `run-${'f'.repeat(16)}`, subjectSha256: sha256Hex('x') })).toEqual(
      {
        status: 'refused',
        code: 'not-found',
        because: 'there is no such run in your workspace',
      },
    );
  });
});
