import { afterAll, beforeAll, expect, test } from 'vitest';
import { insidePrograms } from '../../../action/entry/inside-programs.ts';
import { createDaytonaSandbox } from '../../../action/plugins/daytona/daytona-sandbox.ts';
import { type DaytonaWorld, openDaytonaWorld } from '../../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;

beforeAll(async () => {
  world = await openDaytonaWorld();
});
afterAll(() => world.close());

const create = /^\/api\/sandbox$/;

test('a throttled create is repeated after as long as the vendor asks for, and makes one sandbox', async () => {
  const headers = { 'retry-after-sandbox-create': '1' };
  world.daytona.faults.answerNext(create, { status: 429, headers });
  const started = performance.now();

  const sandbox = await world.sandboxes.provision(world.request());

  expect(performance.now() - started).toBeGreaterThan(1_000);
  expect(world.daytona.sandboxes()).toBe(1);
  await world.sandboxes.destroy(sandbox);
});

test('a pause longer than anybody waits is told, not waited for', async () => {
  world.daytona.faults.answerNext(create, { status: 429, headers: { 'retry-after': '3600' } });

  await expect(world.sandboxes.provision(world.request())).rejects.toMatchObject({
    name: 'Failure',
    code: 'rate-limited',
    retryable: true,
  });
});

test.each([500, 502, 503, 408] as const)(
  'an answer %i to a create is asked again, under the same name, and makes one sandbox',
  async (status) => {
    const before = world.daytona.sandboxes();
    world.daytona.faults.answerNext(create, { status });

    const sandbox = await world.sandboxes.provision(world.request());

    expect(world.daytona.sandboxes()).toBe(before + 1);
    await world.sandboxes.destroy(sandbox);
  },
);

test('a wrong key is an auth failure that does not quote the key', async () => {
  const sandboxes = createDaytonaSandbox({
    apiKey: 'wrong-key-value',
    apiUrl: world.daytona.apiUrl,
    cloneUrl: () => 'http://127.0.0.1:9',
    programs: insidePrograms(),
  });

  const failure = await sandboxes.provision(world.request()).catch((error: unknown) => error);

  expect(failure).toMatchObject({ code: 'auth', retryable: false });
  expect(String(failure)).not.toContain('wrong-key-value');
});

test('nobody there is a failure that can be retried', async () => {
  const sandboxes = createDaytonaSandbox({
    apiKey: 'key',
    apiUrl: 'http://127.0.0.1:9/api',
    cloneUrl: () => 'http://127.0.0.1:9',
    programs: insidePrograms(),
  });

  await expect(sandboxes.sweep('run-0123456789abcdef')).rejects.toMatchObject({
    code: 'unavailable',
    retryable: true,
  });
});

test('a repository that does not let the token in is an auth failure, and leaves no sandbox', async () => {
  const before = world.daytona.sandboxes();
  const sandboxes = createDaytonaSandbox({
    apiKey: 'test-key',
    apiUrl: world.daytona.apiUrl,
    cloneUrl: world.cloneUrl,
    programs: insidePrograms(),
    cloneToken: 'another-token',
  });

  await expect(sandboxes.provision(world.request())).rejects.toMatchObject({ code: 'auth' });
  expect(world.daytona.sandboxes()).toBe(before);
});
