import { expect, it } from 'vitest';
import { Failure } from '../../../action/domain/failure.ts';
import { createIngest } from '../../../action/plugins/pi/ingest.ts';
import { createByteLog } from '../../../action/plugins/pi/raw-trace.ts';
import { createRpcSession } from '../../../action/plugins/pi/rpc-session.ts';
import { scriptedProcess } from './scripted-process.ts';

it('[RUN-04] an answer is matched by its id, whatever comes in between', async () => {
  const { process, rpc } = open();

  const state = rpc.ask({ type: 'get_state' }, 1_000);
  const prompt = rpc.ask({ type: 'prompt', message: 'line one\nline two\u2028three' }, 1_000);
  const [first, second] = process.written.map((line) => JSON.parse(line).id);
  process.say({ type: 'agent_start' }, { id: second, type: 'response', success: false });
  process.say({ id: first, type: 'response', success: true });

  expect(await state).toMatchObject({ id: first, success: true });
  expect(await prompt).toMatchObject({ id: second, success: false });
  expect(process.written.every((line) => !line.includes('\n'))).toBe(true);
});

it('a process that says nothing is a time-out', async () => {
  const { rpc } = open();

  await expect(rpc.ask({ type: 'get_state' }, 20)).rejects.toMatchObject({ code: 'timeout' });
});

it('an end before the answer is a lost sandbox, never an answer', async () => {
  const { process, rpc } = open();

  const answer = rpc.ask({ type: 'get_state' }, 1_000);
  process.finish();

  await expect(answer).rejects.toMatchObject({ code: 'sandbox-lost' });
  await expect(rpc.ask({ type: 'abort' }, 1_000)).rejects.toMatchObject({ code: 'sandbox-lost' });
});

it('an end before the run settled is a lost sandbox, whatever the exit code', async () => {
  const { process, rpc } = open();

  process.say({ type: 'agent_start' }, { type: 'agent_end', messages: [] });
  process.finish();

  await expect(collect(rpc.events())).rejects.toMatchObject({ code: 'sandbox-lost' });
});

it('a failure of the sandbox reaches the reader as it is', async () => {
  const { process, rpc } = open();

  process.finish(new Failure({ code: 'too-large', tell: 'Too much output.' }));

  await expect(collect(rpc.events())).rejects.toMatchObject({ code: 'too-large' });
});

it('a second run on the same process is a stream of its own', async () => {
  const { process, rpc } = open();

  process.say({ type: 'agent_start' }, { type: 'agent_settled', aborted: false });
  const first = await collect(rpc.events());
  process.say({ type: 'agent_start' }, { type: 'agent_settled', aborted: true });
  const second = await collect(rpc.events());

  expect(first).toEqual(['agent.started', 'agent.settled']);
  expect(second).toEqual(['agent.started', 'agent.settled']);
});

it.each(['select', 'confirm', 'input', 'editor'])(
  'a %s dialog is cancelled at once',
  async (method) => {
    const { process, rpc } = open();

    process.say({ type: 'extension_ui_request', id: 'dialog-1', method, title: 'Allow?' });
    process.say({ type: 'agent_settled', aborted: false });
    await collect(rpc.events());

    expect(process.written.map((line) => JSON.parse(line))).toEqual([
      { type: 'extension_ui_response', id: 'dialog-1', cancelled: true },
    ]);
  },
);

it('a notice is not answered', async () => {
  const { process, rpc } = open();

  process.say({ type: 'extension_ui_request', id: 'notice-1', method: 'notify' });
  process.say({ type: 'agent_settled', aborted: false });
  await collect(rpc.events());

  expect(process.written).toEqual([]);
});

it('a flood waits for its reader instead of filling the memory', async () => {
  const { process, rpc, log } = open();
  const line = JSON.stringify({ type: 'turn_start' });

  for (let chunk = 0; chunk < 12; chunk += 1) process.say(Array(1_000).fill(line).join('\n'));
  process.say({ type: 'agent_settled', aborted: false });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const readAhead = log.bytes().length;
  const types = await collect(rpc.events());

  expect(readAhead).toBeLessThan(7_000 * (line.length + 1));
  expect(types).toHaveLength(12_001);
});

it('closing ends a waiting reader', async () => {
  const { process, rpc } = open();

  const reading = collect(rpc.events());
  process.finish();
  await rpc.close();

  await expect(reading).rejects.toMatchObject({ code: expect.stringMatching(/cancelled|lost/) });
});

it('the log keeps the first bytes and says that there was more', async () => {
  const log = createByteLog(5);
  log.add(Buffer.from('abc'));
  log.add(Buffer.from('def'));

  expect(Buffer.from(log.bytes()).toString()).toBe('abcde');
  expect(log.truncated()).toBe(true);
});

function open() {
  const process = scriptedProcess();
  const log = createByteLog(64 * 1024 * 1024);
  const ingest = createIngest({
    runId: 'run-0123456789abcdef',
    sessionId: process.sessionId,
    commandId: process.commandId,
    now: () => 1_000,
  });
  return { process, log, rpc: createRpcSession(process, ingest, log) };
}

async function collect(events: AsyncIterable<{ type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const event of events) types.push(event.type);
  return types;
}
