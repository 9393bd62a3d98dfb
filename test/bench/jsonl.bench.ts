import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createIngest } from '../../action/plugins/pi/ingest.ts';
import { median, type Row, rounded } from './row.ts';

// What is garbage is not kept: without this the number would be about the collector's mood.
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const megabyte = 1024 * 1024;
const rounds = 9;
/** What a stream out of a sandbox arrives in. */
const chunkBytes = 32 * 1024;

/**
 * What the trusted side does with every byte that an agent writes: split it into lines, make
 * events of them, hash everything. The reference is the least that anyone could do:
 * `JSON.parse` of every line, in the same process, in turns.
 */
export function measureEvents(): readonly Row[] {
  const stream = longStream();
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(seconds(() => ingestAll(stream)));
    reference.push(seconds(() => parseAll(stream)));
  }
  const size = stream.length / megabyte;
  const [value, parse] = [size / median(ours), size / median(reference)];
  const growth = memoryGrowth(stream);
  return [
    {
      name: 'runtime events: decode, normalise, hash',
      value: rounded(value),
      unit: 'MB/s',
      reference: rounded(parse),
      ratio: rounded(value / parse),
      target: 'at least 0.5 of JSON.parse per line',
      holds: value / parse >= 0.5,
    },
    {
      name: 'runtime events: memory kept after ten times the stream',
      value: rounded(growth),
      unit: 'MB',
      reference: rounded(size * 10),
      ratio: rounded(growth / (size * 10)),
      target: 'flat: at most 0.05 of what was read',
      holds: growth / (size * 10) <= 0.05,
    },
  ];
}

/** A long answer in small deltas, as Pi 1.5 writes it: about 27,500 lines of 300 bytes. */
function longStream(): Buffer {
  const lines = ['{"type":"agent_start"}', '{"type":"turn_start"}'];
  const cost =
    '{"input":0.0012,"output":0.00075,"cacheRead":0.00024,"cacheWrite":0,"total":0.00219}';
  const usage = `{"input":400,"output":50,"cacheRead":800,"cacheWrite":0,"reasoning":0,"totalTokens":1250,"cost":${cost}}`;
  for (let delta = 0; delta < 27_500; delta += 1) {
    const event = `{"type":"text_delta","contentIndex":0,"delta":"${String(delta).padStart(8, 'x')}"}`;
    lines.push(`{"type":"message_update","usage":${usage},"assistantMessageEvent":${event}}`);
  }
  const text = 'x'.repeat(102_400);
  const message = `{"role":"assistant","content":[{"type":"text","text":"${text}"}],"usage":${usage},"stopReason":"stop"}`;
  lines.push(`{"type":"message_end","message":${message}}`);
  lines.push(`{"type":"turn_end","message":${message},"toolResults":[]}`);
  lines.push('{"type":"agent_settled","aborted":false}', '');
  return Buffer.from(lines.join('\n'));
}

function ingestAll(stream: Buffer): number {
  const { push, end } = newIngest();
  const chain = createHash('sha256');
  let events = 0;
  for (let from = 0; from < stream.length; from += chunkBytes) {
    const chunk = stream.subarray(from, from + chunkBytes);
    chain.update(chunk);
    for (const { event } of push(chunk)) {
      chain.update(event.idempotencyKey);
      events += 1;
    }
  }
  chain.digest();
  return events + end().length;
}

function parseAll(stream: Buffer): number {
  let lines = 0;
  let from = 0;
  for (let at = stream.indexOf(10); at >= 0; at = stream.indexOf(10, from)) {
    JSON.parse(stream.toString('utf8', from, at));
    from = at + 1;
    lines += 1;
  }
  return lines;
}

/** MB of heap and buffers still in use after one decoder has read the stream ten times. */
function memoryGrowth(stream: Buffer): number {
  const { push } = newIngest();
  const before = inUse();
  for (let time = 0; time < 10; time += 1) {
    for (let from = 0; from < stream.length; from += chunkBytes) {
      push(stream.subarray(from, from + chunkBytes));
    }
  }
  const after = inUse();
  push(Buffer.from('\n'));
  return Math.max(0, after - before) / megabyte;
}

function inUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function newIngest() {
  return createIngest({
    runId: 'run-0123456789abcdef',
    sessionId: 'session-1',
    commandId: 'command-1',
    now: () => 1_000,
  });
}

function seconds(work: () => number): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1_000;
}
