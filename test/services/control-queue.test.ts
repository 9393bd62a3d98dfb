import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposeStorage } from '../../action/core/services/storage-service.ts';
import { type ControlRequest, mostControls } from '../../action/domain/agent-control.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { newIntake, newRun } from '../approval-app/run-records.ts';
import { type Ledger, ledgers } from './ledgers.ts';

/** The contract of the queue through which people reach an agent at work. */
describe.each(ledgers)('control queue: %s', (_, open) => {
  let ledger: Ledger;
  let propose: ProposeStorage;

  beforeAll(async () => {
    ledger = await open();
    propose = ledger.propose;
  });
  afterAll(async () => await ledger.close());

  const started = async () => (await propose.createWorkflowFromIntake(newIntake(), newRun())).run;

  const steer = (comment: number, text = 'Mind the last page.'): ControlRequest => ({
    key: `comment:${comment}`,
    kind: 'steer',
    text,
    textSha256: sha256Hex(text),
    actorId: 'github:99',
    via: 'comment',
    requestedAt: 1_700_000_000_000,
  });

  it('[PRD-10] holds what was said in the order in which it was said', async () => {
    const { id } = await started();
    const { text: _text, textSha256: _digest, ...silent } = steer(3);
    const abort: ControlRequest = { ...silent, kind: 'abort' };

    await propose.recordControl(id, steer(1));
    await propose.recordControl(id, { ...steer(2), kind: 'follow-up' });
    await propose.recordControl(id, abort);

    const all = await propose.readControls(id, 0);
    expect(all.map(({ sequence, kind }) => [sequence, kind])).toEqual([
      [1, 'steer'],
      [2, 'follow-up'],
      [3, 'abort'],
    ]);
    expect(await propose.readControls(id, 2)).toEqual(all.slice(2));
    expect(await propose.readControls(id, 3)).toEqual([]);
  });

  it('the same comment again is the same request, and never another', async () => {
    const { id } = await started();

    const first = await propose.recordControl(id, steer(1));

    expect(await propose.recordControl(id, steer(1))).toEqual(first);
    expect(await propose.readControls(id, 0)).toHaveLength(1);
    await expect(propose.recordControl(id, steer(1, 'Something else.'))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('the first outcome of a request stands', async () => {
    const { id } = await started();
    await propose.recordControl(id, steer(1));
    const delivered = { status: 'delivered', at: 1_700_000_000_500 } as const;

    await propose.acknowledgeControl(id, 1, delivered);
    await propose.acknowledgeControl(id, 1, delivered);

    expect(await propose.readControls(id, 0)).toMatchObject([{ outcome: delivered }]);
    await expect(
      propose.acknowledgeControl(id, 1, { ...delivered, status: 'refused', because: 'late' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(propose.acknowledgeControl(id, 7, delivered)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('takes nothing for a run whose agent is done', async () => {
    const { id } = await started();
    for (const state of ['provisioning', 'running', 'verifying'] as const)
      await propose.transition(id, state);

    await expect(propose.recordControl(id, steer(1))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('takes no text under another digest, and no more than a person would ever say', async () => {
    const { id } = await started();
    const forged = { ...steer(1), textSha256: sha256Hex('Another text.') };
    await expect(propose.recordControl(id, forged)).rejects.toThrow();

    for (let comment = 1; comment <= mostControls; comment += 1)
      await propose.recordControl(id, steer(comment));

    await expect(propose.recordControl(id, steer(1_000))).rejects.toThrow(/told 100 things/);
  });
});
