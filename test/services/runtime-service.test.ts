import { afterEach, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import type { RuntimeHandle, RuntimeService } from '../../action/core/services/runtime-service.ts';
import { digestOf } from '../../action/domain/digest.ts';
import type { Budgets } from '../../action/domain/policy-bundle.ts';
import { RuntimeEvent } from '../../action/domain/runtime-event.ts';
import { createPiRuntime } from '../../action/plugins/pi/pi-runtime.ts';
import { type CassetteCloud, startCassetteCloud } from '../plugins/pi/cassette-cloud.ts';

/*
 * The contract of RuntimeService on the real thing: Pi in a jail of the embedded Daytona, a
 * cassette behind the model route.
 */

const policySha256 = digestOf(defaultBundle);

let cloud: CassetteCloud;
afterEach(() => cloud.close());

it('[RUN-01] [RUN-02] [RUN-24] [SEC-20] Pi edits the checkout and settles by itself', async () => {
  cloud = await startCassetteCloud('fix-pagination.json');
  const { runtime, sandbox, handle } = await start();

  await runtime.sendInstruction(handle, { kind: 'prompt', message: 'Fix the page count.' });
  const events = await collect(runtime, handle);
  const trace = await runtime.stopSession(handle);

  expect(outcomeOf(events)).toEqual({ settled: true, aborted: false, stopReason: 'stop' });
  expect(await cloud.inside(sandbox, 'git', 'diff', '--stat')).toContain('src/page-count.js');
  expect(events.filter((event) => event.usage)).toHaveLength(5);
  expect(cloud.route.requests().map((request) => request.status)).toEqual(Array(5).fill(200));
  expect(Buffer.from(trace.stdout).toString()).toContain('"type":"agent_settled"');
  expect(trace.truncated).toBe(false);
  // Under which policy it ran, and that nobody was there to say yes to anything.
  expect(handle.session).toMatchObject({ policySha256, approvals: 'declined' });
});

it('[RUN-16] an agent that says something and does nothing settles with an untouched checkout', async () => {
  cloud = await startCassetteCloud('does-nothing.json');
  const { runtime, sandbox, handle } = await start();

  await runtime.sendInstruction(handle, { kind: 'prompt', message: 'Fix the page count.' });
  const events = await collect(runtime, handle);
  await runtime.stopSession(handle);

  expect(outcomeOf(events)).toEqual({ settled: true, aborted: false, stopReason: 'stop' });
  expect(await cloud.inside(sandbox, 'git', 'status', '--porcelain')).toBe('');
});

it('a model that answers 500 for ever settles as an error after the retries, not as success', async () => {
  cloud = await startCassetteCloud('model-down.json');
  const { runtime, handle } = await start();

  await runtime.sendInstruction(handle, { kind: 'prompt', message: 'Fix the page count.' });
  const events = await collect(runtime, handle);
  await runtime.stopSession(handle);

  expect(outcomeOf(events)).toEqual({ settled: true, aborted: false, stopReason: 'error' });
  expect(events.filter((event) => event.type === 'error').map((event) => event.summary)).toEqual([
    expect.stringContaining('trying again (1 of 3)'),
    expect.stringContaining('trying again (2 of 3)'),
    expect.stringContaining('trying again (3 of 3)'),
    expect.stringContaining('the model kept failing'),
  ]);
});

it('a budget of one request ends the conversation without retries', async () => {
  cloud = await startCassetteCloud('fix-pagination.json');
  const { runtime, handle } = await start({ modelRequests: 1 });

  await runtime.sendInstruction(handle, { kind: 'prompt', message: 'Fix the page count.' });
  const events = await collect(runtime, handle);
  await runtime.stopSession(handle);

  expect(cloud.route.requests().map((request) => request.status)).toEqual([200, 402]);
  expect(outcomeOf(events).stopReason).toBe('error');
  expect(events.findLast((event) => event.stopReason)?.summary).toContain('out of budget');
});

it('[RUN-04] steering, state and an abort are answered; an abort settles as aborted', async () => {
  cloud = await startCassetteCloud('sleeps.json');
  const { runtime, handle } = await start();

  await runtime.sendInstruction(handle, { kind: 'prompt', message: 'Fix the page count.' });
  const stream = collect(runtime, handle);
  await expect.poll(() => cloud.route.requests().length).toBeGreaterThan(0);
  await runtime.sendInstruction(handle, { kind: 'steer', message: 'Be quick.' });
  await runtime.sendInstruction(handle, { kind: 'get-state' });
  await runtime.sendInstruction(handle, { kind: 'abort' });
  const events = await stream;

  expect(outcomeOf(events)).toMatchObject({ settled: true, aborted: true });
  const answers = events.filter((event) => event.type === 'rpc.response');
  expect(answers.map((event) => event.summary)).toEqual(
    expect.arrayContaining(['prompt accepted', 'steer accepted', 'get_state accepted']),
  );
  await runtime.stopSession(handle);
});

it('a sandbox that dies under the agent is a failure, never a quiet end; its trace is kept', async () => {
  cloud = await startCassetteCloud('sleeps.json');
  const { runtime, handle } = await start();

  await runtime.sendInstruction(handle, { kind: 'prompt', message: 'Fix the page count.' });
  const stream = collect(runtime, handle);
  const failed = expect(stream).rejects.toMatchObject({ code: 'sandbox-lost' });
  await expect.poll(() => cloud.route.requests().length).toBeGreaterThan(0);
  await cloud.loseSandboxes();

  await failed;
  const trace = await runtime.stopSession(handle);
  expect(Buffer.from(trace.stdout).toString()).toContain('"type":"agent_start"');
  expect(trace.truncated).toBe(true);
});

it('[RUN-23] the grant is the only secret in the environment of the agent and its commands', async () => {
  cloud = await startCassetteCloud('prints-environment.json');
  const { runtime, sandbox, handle } = await start();

  await runtime.sendInstruction(handle, { kind: 'prompt', message: 'Show your environment.' });
  await collect(runtime, handle);
  const names = await cloud.inside(sandbox, 'cat', 'environment.txt');
  await runtime.stopSession(handle);

  const allowed =
    /^(PATH|HOME|LANG|PWD|OLDPWD|SHLVL|_|USER|SHELL|TERM|AI_AGENT|PATCHPLANE_GRANT|PI_[A-Z_]+)$/;
  expect(
    names
      .trim()
      .split('\n')
      .filter((name) => !allowed.test(name)),
  ).toEqual([]);
  expect(names).toContain('PATCHPLANE_GRANT');
});

it('stopping twice hands over the same trace', async () => {
  cloud = await startCassetteCloud('does-nothing.json');
  const { runtime, handle } = await start();

  const [first, second] = await Promise.all([
    runtime.stopSession(handle),
    runtime.stopSession(handle),
  ]);

  expect(second).toBe(first);
});

it('a sandbox without Pi is told at the start, with what is missing', async () => {
  cloud = await startCassetteCloud('does-nothing.json');
  const runtime = createPiRuntime({
    sandboxes: cloud.sandboxes,
    now: Date.now,
    piEntry: '/opt/pi/no-such-file.js',
  });
  const sandbox = await cloud.sandbox();
  const grant = await cloud.grant();

  await expect(
    runtime.startSession({ runId: cloud.runId, sandbox, grant, policySha256 }),
  ).rejects.toMatchObject({
    code: 'sandbox-lost',
    tell: expect.stringContaining('/opt/pi/no-such-file.js'),
  });
});

async function start(budgets: Partial<Budgets> = {}): Promise<{
  runtime: RuntimeService;
  sandbox: Awaited<ReturnType<CassetteCloud['sandbox']>>;
  handle: RuntimeHandle;
}> {
  const runtime = createPiRuntime({
    sandboxes: cloud.sandboxes,
    now: Date.now,
    retries: { count: 3, baseDelayMs: 50 },
  });
  const sandbox = await cloud.sandbox();
  const grant = await cloud.grant(budgets);
  const handle = await runtime.startSession({ runId: cloud.runId, sandbox, grant, policySha256 });
  return { runtime, sandbox, handle };
}

async function collect(runtime: RuntimeService, handle: RuntimeHandle): Promise<RuntimeEvent[]> {
  const events: RuntimeEvent[] = [];
  for await (const event of runtime.streamEvents(handle)) events.push(RuntimeEvent.parse(event));
  return events;
}

function outcomeOf(events: readonly RuntimeEvent[]) {
  const settled = events.findLast((event) => event.type === 'agent.settled');
  const answer = events.findLast((event) => event.stopReason !== undefined);
  return {
    settled: settled !== undefined,
    aborted: settled?.aborted,
    stopReason: answer?.stopReason,
  };
}
