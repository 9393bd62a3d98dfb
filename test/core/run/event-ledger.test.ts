import { expect, it } from 'vitest';
import { openEventLedger } from '../../../action/core/workflows/run/event-ledger.ts';
import { Failure } from '../../../action/domain/failure.ts';
import type { RuntimeEvent } from '../../../action/domain/runtime-event.ts';
import { newRuntimeEvent } from '../../approval-app/run-records.ts';

const runId = 'run-0123456789abcdef';

function open(secrets: readonly string[] = []) {
  const written: RuntimeEvent[] = [];
  const ledger = openEventLedger(
    runId,
    { appendRuntimeEvents: async (_, events) => void written.push(...events) },
    secrets,
  );
  return { ledger, written };
}

it('[RUN-08] [RUN-10] keeps events in order; deltas are for watching only', async () => {
  const { ledger, written } = open();
  const types = ['turn.started', 'message.updated', 'tool.updated', 'turn.ended'] as const;

  for (const [line, type] of types.entries()) ledger.add({ ...newRuntimeEvent(runId, line), type });
  await ledger.close();

  expect(written.map(({ type }) => type)).toEqual(['turn.started', 'turn.ended']);
});

it.each([
  ['a million events', 1_000_000, {}, 5_000],
  ['events of 16 KB each', 2_000, { payloadJson: `"${'x'.repeat(16_000)}"` }, 270],
])(
  '[C9] %s end in one that says so, and memory and ledger stay small',
  async (_, many, more, most) => {
    const { ledger, written } = open();

    for (let line = 0; line < many; line += 1)
      ledger.add({ ...newRuntimeEvent(runId, line), ...more });
    await ledger.close();

    expect(written.length).toBeLessThanOrEqual(most);
    expect(written.at(-1)).toMatchObject({
      type: 'error',
      summary: expect.stringContaining('more events than a ledger'),
    });
  },
);

it('[C11] a secret in an event is not in the ledger', async () => {
  const { ledger, written } = open(['a-grant-of-this-run']);

  ledger.add({
    ...newRuntimeEvent(runId, 1),
    summary: 'bash done: a-grant-of-this-run',
    payloadJson: JSON.stringify({ text: Buffer.from('a-grant-of-this-run').toString('base64') }),
  });
  await ledger.close();

  expect(written).toMatchObject([{ summary: 'bash done: [redacted:known-value]' }]);
  expect(JSON.stringify(written)).not.toContain(Buffer.from('a-grant-of-this').toString('base64'));
});

it('a ledger that does not take events is told at the end, not in the middle of the stream', async () => {
  const ledger = openEventLedger(
    runId,
    {
      appendRuntimeEvents: () =>
        Promise.reject(new Failure({ code: 'unavailable', tell: 'The ledger is down.' })),
    },
    [],
  );

  for (let line = 0; line < 60; line += 1) ledger.add(newRuntimeEvent(runId, line));

  await expect(ledger.close()).rejects.toMatchObject({ tell: 'The ledger is down.' });
});
