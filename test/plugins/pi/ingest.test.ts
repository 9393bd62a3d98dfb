import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuntimeEvent } from '../../../action/domain/runtime-event.ts';
import { createIngest } from '../../../action/plugins/pi/ingest.ts';

const source = {
  runId: 'run-0123456789abcdef',
  sessionId: 'session-1',
  commandId: 'command-1',
  now: () => 1_000,
};

describe('every line of Pi in our closed vocabulary', () => {
  it.each([
    { id: 'RUN-05', line: { type: 'agent_start' }, event: { type: 'agent.started' } },
    { id: 'RUN-06', line: { type: 'turn_start' }, event: { type: 'turn.started' } },
    {
      id: 'RUN-07',
      line: { type: 'message_start', message: { role: 'assistant' } },
      event: { type: 'message.started', summary: 'assistant' },
    },
    {
      id: 'RUN-09',
      line: { type: 'tool_execution_start', toolName: 'bash', args: { command: 'node --test' } },
      event: { type: 'tool.started', summary: 'bash: node --test' },
    },
    {
      id: 'RUN-11',
      line: {
        type: 'tool_execution_end',
        toolName: 'bash',
        isError: true,
        result: { content: [{ type: 'text', text: 'exit 3' }] },
      },
      event: { type: 'tool.ended', summary: 'bash failed: exit 3' },
    },
    { id: 'RUN-12', line: { type: 'turn_end' }, event: { type: 'turn.ended' } },
    { id: 'RUN-13', line: { type: 'agent_end', messages: [] }, event: { type: 'agent.ended' } },
    {
      id: 'RUN-14',
      line: { type: 'auto_retry_end', success: false, finalError: '500' },
      event: { type: 'error', summary: 'the model kept failing: 500' },
    },
    {
      id: 'RUN-14',
      line: { type: 'extension_error', error: 'no' },
      event: { type: 'error', summary: 'no' },
    },
    {
      id: 'RUN-04',
      line: { type: 'response', id: 'x', command: 'steer', success: true },
      event: { type: 'rpc.response', summary: 'steer accepted' },
    },
    {
      id: 'RUN-04',
      line: { type: 'response', command: 'prompt', success: false, error: 'No API key' },
      event: { type: 'rpc.response', summary: 'prompt refused: No API key' },
    },
    {
      id: 'RUN-02',
      line: { type: 'a_new_event', of: 'a later Pi' },
      event: { type: 'unknown', summary: 'a_new_event' },
    },
    { id: 'RUN-02', line: { type: 'toString' }, event: { type: 'unknown' } },
  ])('[$id] $line.type is $event.type', ({ line, event }) => {
    expect(ingest(line)).toMatchObject([event]);
  });
});

it('an answer of the model carries what it cost and why it stopped', () => {
  const usage = { input: 400, output: 50, cacheRead: 800, cacheWrite: 0, cost: { total: 0.002 } };
  const message = { role: 'assistant', content: [{ type: 'text', text: 'Done.' }], usage };

  expect(
    ingest({ type: 'message_end', message: { ...message, stopReason: 'stop' } }),
  ).toMatchObject([
    {
      type: 'message.ended',
      summary: 'Done.',
      stopReason: 'stop',
      usage: { inputTokens: 400, outputTokens: 50, cacheReadTokens: 800, costUsd: 0.002 },
    },
  ]);
});

it.each([{ aborted: true }, {}, { aborted: 'no' }, { aborted: null }])(
  'settled counts as not aborted only when it says so: %o',
  (said) => {
    expect(ingest({ type: 'agent_settled', ...said })).toMatchObject([{ aborted: true }]);
    expect(ingest({ type: 'agent_settled', aborted: false })).toMatchObject([{ aborted: false }]);
  },
);

it('[RUN-08] [RUN-10] deltas are sampled by bytes, not stored one by one', () => {
  const delta = JSON.stringify({
    type: 'message_update',
    usage: {},
    assistantMessageEvent: { type: 'text_delta', delta: 'x'.repeat(200) },
  });
  const events = ingestBytes([Buffer.from(`${delta}\n`.repeat(2_000))]);

  expect(events.length).toBeGreaterThan(3);
  expect(events.length).toBeLessThan(15);
  expect(new Set(events.map((event) => event.type))).toEqual(new Set(['message.updated']));
});

it('untrusted text is one printable, well-formed line of at most 500 characters', () => {
  const text = `a\u001b[31mred\u202e\u0000\nnext ${'😀'.repeat(1_000)}`;
  const [event] = ingest({
    type: 'tool_execution_start',
    toolName: 'bash',
    args: { command: text },
  });

  expect(event?.summary).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(event?.summary?.isWellFormed()).toBe(true);
  expect(event?.summary?.length).toBeLessThanOrEqual(500);
});

it('a line of five megabytes is an error event, and the stream goes on', () => {
  const events = ingestBytes([
    Buffer.from(`{"type":"agent_end","messages":"${'x'.repeat(5 * 1024 * 1024)}"}\n`),
    Buffer.from('{"type":"agent_settled","aborted":false}\n'),
  ]);

  expect(events).toMatchObject([
    { type: 'error', summary: expect.stringContaining('agent_end') },
    { type: 'agent.settled', aborted: false },
  ]);
});

it('a tool result with a megabyte of output is one small event', () => {
  const output = 'x'.repeat(1_200_000);
  const result = { content: [{ type: 'text', text: output }], structuredContent: { output } };
  const [event] = ingest({ type: 'tool_execution_end', toolName: 'bash', result, isError: false });

  expect(event?.payloadJson?.length).toBeLessThan(16_384);
});

it('the last line counts although nothing ended it', () => {
  expect(ingestBytes([Buffer.from('{"type":"agent_start"}')])).toMatchObject([
    { type: 'agent.started', sourceLine: 0 },
  ]);
});

it('[RUN-15] the same line of the same session has the same key, any other has another', () => {
  const twice = Buffer.from('{"type":"turn_start"}\n{"type":"turn_start"}\n');
  const [first, second] = ingestBytes([twice]);
  const [again] = ingestBytes([twice]);
  const ingestOfOther = createIngest({ ...source, sessionId: 'session-2' });
  const other = ingestOfOther.push(twice).map(({ event }) => event.idempotencyKey);

  expect(again?.idempotencyKey).toBe(first?.idempotencyKey);
  expect(new Set([first?.idempotencyKey, second?.idempotencyKey, ...other]).size).toBe(4);
});

it('[RUN-02] whatever bytes come, every event is valid', () => {
  const words = fc.constantFrom('type', 'message', 'args', 'result', 'usage', 'aborted', 'content');
  const record = fc.dictionary(words, fc.anything({ maxDepth: 3 })).map((value) => {
    return Buffer.from(`${JSON.stringify({ type: 'message_end', ...value }, plain)}\n`);
  });
  const bytes = fc.uint8Array({ maxLength: 200 }).map((value) => Buffer.from(value));
  fc.assert(
    fc.property(fc.array(fc.oneof(record, bytes), { maxLength: 20 }), (chunks) => {
      for (const event of ingestBytes(chunks)) RuntimeEvent.parse(event);
    }),
  );
});

/** JSON has no big numbers. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function ingest(line: object): RuntimeEvent[] {
  return ingestBytes([Buffer.from(`${JSON.stringify(line)}\n`)]);
}

function ingestBytes(chunks: readonly Uint8Array[]): RuntimeEvent[] {
  const { push, end } = createIngest(source);
  return [...chunks.flatMap((chunk) => push(chunk)), ...end()].map(({ event }) =>
    RuntimeEvent.parse(event),
  );
}
