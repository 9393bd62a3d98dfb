import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestOf } from '../../../action/domain/digest.ts';
import { RuntimeEvent } from '../../../action/domain/runtime-event.ts';
import { createIngest } from '../../../action/plugins/pi/ingest.ts';

/** Number and digest of the events of each recording: ids, keys, order and all. */
const recorded: Record<string, { events: number; digest: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/pi-events.json'), 'utf8'),
);

/** What Pi 1.5.2 (and 0.87.1) wrote to stdout, recorded while a scripted model answered. */
const folder = join(import.meta.dirname, '../../fixtures/pi');

const outcomes: Record<string, string> = {
  'abort_stream.jsonl': 'aborted',
  'abort_tool.jsonl': 'aborted',
  'compaction.jsonl': 'stop',
  'ext_confirm_denied.jsonl': 'stop',
  'http401.jsonl': 'error',
  'http500_always.jsonl': 'error',
  'http500_once.jsonl': 'stop',
  'stream_cut.jsonl': 'stop',
  'success.jsonl': 'stop',
  // It does not say whether it was aborted, and what is not said is not trusted.
  'success_0.87.1.jsonl': 'aborted',
  'tool_fail.jsonl': 'stop',
};

it('every recording is replayed', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(outcomes).sort());
});

it.each(Object.entries(outcomes))('[RUN-02] %s ends as %s', (name, outcome) => {
  const events = replay([readFileSync(join(folder, name))]);

  const settled = events.findLast((event) => event.type === 'agent.settled');
  const stopReason = events.findLast((event) => event.stopReason !== undefined)?.stopReason;
  expect(settled?.aborted === true ? 'aborted' : stopReason).toBe(outcome);
  expect(events.filter((event) => event.type === 'message.updated').length).toBeLessThan(5);
});

it.each(Object.keys(outcomes))('[RUN-03] %s gives the same events, however it is split', (name) => {
  const bytes = readFileSync(join(folder, name));
  const whole = replay([bytes]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), (size) => {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      expect(replay(chunks)).toEqual(whole);
    }),
    { numRuns: 5, examples: [[1_023]] },
  );
});

it.each(Object.keys(outcomes))('%s gives the events that it always gave', (name) => {
  const events = replay([readFileSync(join(folder, name))]);

  expect({ events: events.length, digest: digestOf(events) }).toEqual(recorded[name]);
});

it('[RUN-04] a successful run reads like this', () => {
  const events = replay([readFileSync(join(folder, 'success.jsonl'))]);

  expect(events.map(({ type, summary }) => (summary ? `${type}: ${summary}` : type))).toEqual([
    'rpc.response: prompt accepted',
    'agent.started',
    'turn.started',
    'message.started: system',
    'message.ended: system: nothing',
    'message.started: user',
    'message.ended: user: Fix sum() and run the test.',
    'message.started: assistant',
    'message.ended: I will fix the sign.',
    'tool.started: edit: sum.js',
    'tool.started: write: NOTES.md',
    'tool.ended: write done: Successfully wrote to NOTES.md',
    'tool.ended: edit done: Successfully replaced 1 block(s) in sum.js.',
    'message.started: toolResult',
    'message.ended: toolResult: Successfully replaced 1 block(s) in sum.js.',
    'message.started: toolResult',
    'message.ended: toolResult: Successfully wrote to NOTES.md',
    'turn.ended',
    'turn.started',
    'message.started: assistant',
    'message.ended: calls bash',
    'tool.started: bash: node test.js',
    'tool.ended: bash done: ok',
    'message.started: toolResult',
    'message.ended: toolResult: ok',
    'turn.ended',
    'turn.started',
    'message.started: assistant',
    expect.stringMatching(/^message\.ended: /),
    'turn.ended',
    'agent.ended',
    'agent.settled',
    'rpc.response: get_session_stats accepted',
    'rpc.response: get_last_assistant_text accepted',
  ]);
  const cost = events.reduce((sum, event) => sum + (event.usage?.costUsd ?? 0), 0);
  expect(cost).toBeCloseTo(0.00873, 5);
});

function replay(chunks: readonly Uint8Array[]): RuntimeEvent[] {
  const { push, end } = createIngest({
    runId: 'run-0123456789abcdef',
    sessionId: 'session-1',
    commandId: 'command-1',
    now: () => 1_000,
  });
  return [...chunks.flatMap((chunk) => push(chunk)), ...end()].map(({ event }) =>
    RuntimeEvent.parse(event),
  );
}
