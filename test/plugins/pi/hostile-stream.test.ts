import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuntimeEvent } from '../../../action/domain/runtime-event.ts';
import { createIngest } from '../../../action/plugins/pi/ingest.ts';
import { createLineDecoder } from '../../../action/plugins/pi/line-decoder.ts';

const megabyte = 1024 * 1024;

function newIngest() {
  return createIngest({
    runId: 'run-0123456789abcdef',
    sessionId: 'session-1',
    commandId: 'command-1',
    now: () => 1_000,
  });
}

function eventsOf(chunks: readonly Uint8Array[]): RuntimeEvent[] {
  const { push, end } = newIngest();
  return [...chunks.flatMap((chunk) => push(chunk)), ...end()].map(({ event }) => event);
}

/** Cuts at these places, whatever they cut: a character, an escape, a line end. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ordered = [...places].map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...ordered].map((from, at) => bytes.subarray(from, ordered[at] ?? bytes.length));
}

describe('[RUN-03] the same bytes are the same events, wherever they are cut', () => {
  const awkward = fc.constantFrom(
    '\u2028',
    '\u2029',
    '\r',
    '\r\r',
    '\u0085',
    '\ufeff',
    '😀',
    '\u0000',
    '\\n',
    '"',
    'plain',
  );
  const text = fc.array(awkward, { maxLength: 12 }).map((parts) => parts.join(''));
  const record = text.map((said) =>
    Buffer.from(
      `${JSON.stringify({
        type: 'message_end',
        message: { role: 'assistant', content: [{ type: 'text', text: said }], stopReason: 'stop' },
      })}\n`,
    ),
  );
  const invalid = fc
    .array(fc.constantFrom(0xff, 0xc0, 0x80, 0xe2, 0x80, 0xed, 0xa0, 0x0d, 0x22), { maxLength: 20 })
    .map((bytes) => Buffer.from([...bytes, 0x0a]));
  const places = fc.array(fc.nat(5_000), { maxLength: 40 });

  it('text with U+2028, U+2029, lone carriage returns and characters of four bytes', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), places, (lines, at) => {
        const bytes = Buffer.concat(lines);
        const whole = eventsOf([bytes]);
        expect(whole).toHaveLength(lines.length);
        expect(eventsOf(cut(bytes, at))).toEqual(whole);
      }),
    );
  });

  it('bytes that are no UTF-8, between records that are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(record, invalid), { maxLength: 8 }), places, (lines, at) => {
        const bytes = Buffer.concat(lines);
        const whole = eventsOf([bytes]);
        for (const event of whole) RuntimeEvent.parse(event);
        expect(eventsOf(cut(bytes, at))).toEqual(whole);
      }),
    );
  });
});

/** What stays in use while such a stream is read, in MB, and the events of it. */
function read(chunk: Buffer, times: number): { grown: number; events: RuntimeEvent[] } {
  const { push, end } = newIngest();
  const events: RuntimeEvent[] = [];
  const before = process.memoryUsage().rss;
  let most = 0;
  for (let time = 0; time < times; time += 1) {
    for (const { event } of push(chunk)) events.push(event);
    if (time % 32 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  for (const { event } of [...push(Buffer.from('\n{"type":"agent_start"}\n')), ...end()])
    events.push(event);
  return { grown: (most - before) / megabyte, events };
}

describe('[C9] a stream that wants to fill the memory', () => {
  it.each([
    ['a line of 100 MB', 100],
    ['a line of 1 GB', 1_024],
  ])('%s is one event with its head, and the next line is read', (_, megabytes) => {
    const { grown, events } = read(Buffer.alloc(megabyte, 'x'), megabytes);

    expect(events.map(({ type }) => type)).toEqual(['error', 'agent.started']);
    expect(events[0]?.summary).toMatch(/^a line of more than 4194304 bytes was left out: xxx/);
    expect(grown).toBeLessThan(256);
  });

  it('100 MB of tool output in lines just below the limit stay small events', () => {
    const result = { content: [{ type: 'text', text: 'y'.repeat(3 * megabyte) }] };
    const line = JSON.stringify({ type: 'tool_execution_end', toolName: 'bash', result });
    const { grown, events } = read(Buffer.from(`${line}\n`), 33);

    expect(events.filter(({ type }) => type === 'tool.ended')).toHaveLength(33);
    expect(JSON.stringify(events).length).toBeLessThan(33 * 20_000);
    expect(grown).toBeLessThan(256);
  });

  it.each([
    ['arrays in arrays', '['.repeat(1_000_000)],
    [
      'arguments a million deep',
      `{"type":"tool_execution_start","args":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}}`,
    ],
    [
      'a record of 200,000 keys',
      `{"type":"agent_start",${Array.from({ length: 200_000 }, (_, at) => `"k${at}":1`).join()}}`,
    ],
  ])('%s: the next line is read all the same', (_, line) => {
    const events = eventsOf([Buffer.from(`${line}\n{"type":"turn_start"}\n`)]);

    expect(events.at(-1)).toMatchObject({ type: 'turn.started' });
    for (const event of events) RuntimeEvent.parse(event);
  });

  it('two million empty lines are nothing but counted', () => {
    const decoder = createLineDecoder(64);
    const chunk = Buffer.alloc(32 * 1024, '\n');
    let lines = 0;
    for (let time = 0; time < 64; time += 1) lines += decoder.push(chunk).length;

    expect(lines).toBe(64 * 32 * 1024);
    expect(eventsOf([chunk])).toEqual([]);
  });
});
