import { openEventLedger } from '../../action/core/workflows/run/event-ledger.ts';
import { createIngest } from '../../action/plugins/pi/ingest.ts';
import { createByteLog } from '../../action/plugins/pi/raw-trace.ts';
import { createRpcSession } from '../../action/plugins/pi/rpc-session.ts';
import { type Row, rounded } from './row.ts';

const megabyte = 1024 * 1024;
const streamMegabytes = 800;
/** What a stream out of a sandbox arrives in. */
const chunkBytes = 32 * 1024;
const runId = 'run-0123456789abcdef';

const usage =
  '{"input":400,"output":50,"cacheRead":800,"cacheWrite":0,"totalTokens":1250,"cost":{"input":0.0012,"output":0.00075,"cacheRead":0.00024,"cacheWrite":0,"total":0.00219}}';
const delta = `{"type":"message_update","usage":${usage},"assistantMessageEvent":{"type":"text_delta","contentIndex":0,"delta":"words"}}`;
const ended = `{"type":"message_end","message":{"role":"assistant","content":[{"type":"text","text":"${'x'.repeat(10_000)}"}],"usage":${usage},"stopReason":"toolUse"}}`;
const output = 'line of a test that passed\\n'.repeat(600);
const tool = `{"type":"tool_execution_end","toolCallId":"call_1","toolName":"bash","result":{"content":[{"type":"text","text":"${output}"}],"structuredContent":{"output":"${output}"}},"isError":false,"durationMs":136}`;

/** By bytes about as Pi 1.5 writes it: nine tenths are deltas; and what it never writes, none. */
const mixes = {
  'as Pi writes them': `${Array(1_000).fill(delta).join('\n')}\n${ended}\n${tool}\n`,
  'no deltas, tool results only': `${Array(30).fill(tool).join('\n')}\n`,
} as const;

/**
 * Everything between the sandbox's bytes and the ledger, on a stream that no memory holds: trace,
 * decoder, translation, RPC session, queue, conversation's side of the ledger. The reference is
 * `JSON.parse` of every line in the same chunks, in the same process.
 */
export async function measureEventPath(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [name, block] of Object.entries(mixes)) {
    const bytes = Buffer.from(block);
    const times = Math.ceil((streamMegabytes * megabyte) / bytes.length);
    // Warm, in turns, and the long stream once.
    await through(bytes, 4);
    parse(bytes, 4);
    const before = process.memoryUsage().rss;
    const ours = await through(bytes, times);
    const reference = parse(bytes, times);
    const size = (bytes.length * times) / megabyte;
    const [value, parsed] = [size / ours.seconds, size / reference];
    const grown = Math.max(0, (ours.peak - before) / megabyte);
    rows.push(
      {
        name: `event path, ${Math.round(size)} MB, ${name}`,
        value: rounded(value),
        unit: 'MB/s',
        reference: rounded(parsed),
        ratio: rounded(value / parsed),
        target: 'at least 0.5 of JSON.parse per line',
        holds: value / parsed >= 0.5,
      },
      {
        name: `event path, memory at its highest, ${name}`,
        value: rounded(grown),
        unit: 'MB',
        reference: rounded(size),
        ratio: rounded(grown / size),
        target: 'constant: under 256 MB, of which the trace keeps 64',
        holds: grown < 256,
      },
    );
  }
  return rows;
}

const nothing = { stdout: new Uint8Array(), stderr: new Uint8Array() };

async function through(block: Buffer, times: number): Promise<{ seconds: number; peak: number }> {
  let peak = 0;
  const stdout = async function* () {
    for (let time = 0; time < times; time += 1) {
      for (let from = 0; from < block.length; from += chunkBytes)
        yield block.subarray(from, from + chunkBytes);
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    yield Buffer.from('{"type":"agent_settled","aborted":false}\n');
  };
  const agent = {
    ...{ sessionId: 'session-1', commandId: 'command-1', stdout: stdout() },
    writeLine: async () => undefined,
    exit: async () => ({ exitCode: 0 }),
    stop: async () => undefined,
    transcript: async () => ({ ...nothing, truncated: false }),
  };
  const source = { runId, sessionId: 'session-1', commandId: 'command-1', now: () => 1_000 };
  const startedAt = performance.now();
  const rpc = createRpcSession(agent, createIngest(source), createByteLog(64 * megabyte));
  const ledger = openEventLedger(runId, { appendRuntimeEvents: async () => undefined }, []);
  for await (const event of rpc.events()) ledger.add(event);
  await ledger.close();
  return { seconds: (performance.now() - startedAt) / 1_000, peak };
}

/** The least that anyone could do; lines that two chunks share are put together first. */
function parse(block: Buffer, times: number): number {
  const startedAt = performance.now();
  for (let time = 0; time < times; time += 1) {
    let from = 0;
    for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, from)) {
      JSON.parse(block.toString('utf8', from, at));
      from = at + 1;
    }
  }
  return (performance.now() - startedAt) / 1_000;
}
