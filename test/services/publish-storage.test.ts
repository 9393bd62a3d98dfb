import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposeStorage, PublishStorage } from '../../action/core/services/storage-service.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { PublicationEvent } from '../../action/domain/publication-event.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import {
  membershipOf,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from '../approval-app/ledger-house.ts';
import { type Asked, answerTo, askForDecision } from '../approval-app/run-records.ts';
import { type Ledger, ledgers } from './ledgers.ts';

/** The publish side of StorageService's contract. */
describe.each(ledgers)('publish storage: %s', (_, open) => {
  let ledger: Ledger;
  let propose: ProposeStorage;
  let publish: PublishStorage;

  beforeAll(async () => {
    ledger = await open();
    ({ propose, publish } = ledger);
  });
  afterAll(async () => await ledger.close());

  const decide: Ledger['decide'] = async (...args) => await ledger.decide(...args);

  it('[TST-19] of 50 publish jobs at once, one takes the decision; all go on with the same', async () => {
    const asked = await askForDecision(propose);
    await decide(asked, 'approved');

    const answers = await Promise.all(
      Array.from(
        { length: 50 },
        async () => await publish.consumeDecision(asked.runId, asked.subjectSha256),
      ),
    );

    expect(answers.filter((answer) => answer.first)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.decision.consumedAt)).size).toBe(1);
    expect((await publish.readWorkflowTimeline(asked.runId)).run.state).toBe('publishing');
  });

  it('a rejected run ends as rejected and is not published', async () => {
    const asked = await askForDecision(propose);
    await decide(asked, 'rejected');

    const { decision } = await publish.consumeDecision(asked.runId, asked.subjectSha256);

    expect(decision.answer).toBe('rejected');
    expect((await publish.readWorkflowTimeline(asked.runId)).run.state).toBe('rejected');
    await expect(publish.completePublication(asked.runId, 'published')).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it.each([
    ['nobody decided', undefined],
    ['the decision is about other bytes', 'other'],
  ])('gives no decision when %s', async (_, bytes) => {
    const asked = await askForDecision(propose);
    if (bytes) await decide(asked, 'approved');
    const digest = bytes ? sha256Hex(bytes) : asked.subjectSha256;

    await expect(publish.consumeDecision(asked.runId, digest)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await publish.readWorkflowTimeline(asked.runId)).run.state).toBe('awaiting-decision');
  });

  it('an approval that expired before it was used moves the run to expired', async () => {
    const asked = await askForDecision(propose, { expiresInMs: 1_500 });
    await decide(asked, 'approved');
    await new Promise((resolve) => setTimeout(resolve, 1_600));

    await expect(publish.consumeDecision(asked.runId, asked.subjectSha256)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await publish.readWorkflowTimeline(asked.runId)).run.state).toBe('expired');
  });

  it('[SVC-14] a publication is completed in place and then stays', async () => {
    const asked = await askForDecision(propose);
    await decide(asked, 'approved');
    await publish.consumeDecision(asked.runId, asked.subjectSha256);
    const event = {
      id: `publication-${'a'.repeat(16)}`,
      workflowRunId: asked.runId,
      provider: 'github',
      kind: 'branch',
      createdAt: Date.now(),
      idempotencyKey: 'branch',
    } as const;

    await publish.createPublicationEvent({ ...event, status: 'pending' });
    await publish.createPublicationEvent({ ...event, status: 'published', externalId: 'ref' });
    await publish.createPublicationEvent({ ...event, status: 'published', externalId: 'ref' });
    await expect(
      publish.createPublicationEvent({ ...event, status: 'published', externalId: 'elsewhere' }),
    ).rejects.toMatchObject({ code: 'conflict' });

    await publish.completePublication(asked.runId, 'published');
    const timeline = await publish.readWorkflowTimeline(asked.runId);
    expect(timeline.publications).toHaveLength(1);
    expect(timeline.run.state).toBe('published');
  });

  it('[SVC-14] what changes a repository is noted by whoever took the approval, and by nobody else', async () => {
    const [pending, rejected] = [await askForDecision(propose), await askForDecision(propose)];
    await decide(pending, 'approved');
    await decide(rejected, 'rejected');
    await publish.consumeDecision(rejected.runId, rejected.subjectSha256);
    const noted = ({ runId }: Asked, kind: PublicationEvent['kind'], decisionId?: string) =>
      publish.createPublicationEvent({
        id: 'publication-0123456789abcdef',
        workflowRunId: runId,
        provider: 'github',
        kind,
        status: 'published',
        createdAt: 1,
        idempotencyKey: kind,
        ...(decisionId ? { decisionId } : {}),
      });

    for (const run of [pending, rejected])
      for (const kind of ['commit', 'branch', 'draft-pull-request'] as const)
        await expect(noted(run, kind)).rejects.toMatchObject({ code: 'conflict' });
    await noted(rejected, 'check-run');
    const { decision } = await publish.consumeDecision(pending.runId, pending.subjectSha256);
    await expect(noted(pending, 'branch', `decision-${'f'.repeat(32)}`)).rejects.toMatchObject({
      code: 'conflict',
    });
    await noted(pending, 'branch', decision.id);

    const { publications } = await publish.readWorkflowTimeline(pending.runId);
    expect(publications.map(({ kind }) => kind)).toEqual(['branch']);
  });

  it.each(['cancelled', 'failed'] as const)(
    '[SEC-16] a run that awaits its decision can be ended as %s, and then nobody approves it',
    async (state) => {
      const asked = await askForDecision(propose);
      await decide(asked, 'approved');

      const run = await publish.completePublication(asked.runId, state, 'somebody stopped it');

      expect(run).toMatchObject({ state, stateReason: 'somebody stopped it' });
      await expect(publish.consumeDecision(asked.runId, asked.subjectSha256)).rejects.toMatchObject(
        {
          code: 'conflict',
        },
      );
    },
  );

  it('nothing is published that nobody took the decision for', async () => {
    const asked = await askForDecision(propose);
    await decide(asked, 'approved');

    await expect(publish.completePublication(asked.runId, 'published')).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('publish storage in Convex', () => {
  it('an approver who lost the right since approved nothing', async () => {
    const house = await startLedgerHouse();
    const [propose, publish] = [house.storage(proposeClaims), house.storage(publishClaims)];
    const asked = await askForDecision(propose);
    const reviewer = ledgerClient(house, await house.people.mintAccessToken('user_reviewer'));
    await reviewer.mutation('decisions:decide', answerTo(asked));
    const set = async (status: 'active' | 'inactive') =>
      await house.host.administrate('administration:setMembership', {
        membership: membershipOf('reviewer', status),
      });

    await set('inactive');
    await expect(publish.consumeDecision(asked.runId, asked.subjectSha256)).rejects.toMatchObject({
      code: 'conflict',
    });
    await set('active');

    expect((await publish.consumeDecision(asked.runId, asked.subjectSha256)).first).toBe(true);
    await house.close();
  });
});
