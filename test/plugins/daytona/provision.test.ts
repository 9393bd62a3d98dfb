import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DaytonaWorld, openDaytonaWorld, text } from '../../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;
beforeAll(async () => {
  world = await openDaytonaWorld();
});
afterEach(() => world.daytona.faults.clear());
afterAll(() => world.close());

const limits = { timeoutSeconds: 20, maxOutputBytes: 100_000 };

describe('what was asked for is looked at, not assumed', () => {
  test('[RUN-24] [RUN-27] lifecycle, network, the commit and what cloned it are read back', async () => {
    const sandbox = await world.sandboxes.provision(world.request());

    expect(sandbox.isolation).toMatchObject({
      autoStopMinutes: '15',
      ephemeral: 'true',
      networkBlockAll: 'true',
      public: 'false',
      headBefore: world.repository.first,
      cloneCredential: "the job's own token",
    });
    await world.sandboxes.destroy(sandbox);
  });

  test('[SEC-06] a credential made for the clone is asked for each time, and named', async () => {
    const asked: string[] = [];
    const sandboxes = world.through({
      cloneCredential: async () => {
        asked.push('asked');
        return { token: 'clone-token-0123456789', describe: 'contents: read, one hour' };
      },
    });

    const sandbox = await sandboxes.provision(world.request());

    expect(asked).toEqual(['asked']);
    expect(sandbox.isolation['cloneCredential']).toBe('contents: read, one hour');
    await sandboxes.destroy(sandbox);
  });
});

describe('the agent in an image that does not have it', () => {
  test('is carried in as its tarball, once it is known to be missing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'agent-package-'));
    mkdirSync(join(folder, 'package', 'bin'), { recursive: true });
    writeFileSync(join(folder, 'package', 'package.json'), '{"version":"9.9.9"}');
    writeFileSync(join(folder, 'package', 'bin', 'cli.mjs'), 'console.log("the agent");');
    execFileSync('tar', ['-czf', 'agent.tgz', 'package'], { cwd: folder });
    const fetched: string[] = [];
    const sandboxes = world.through({
      agent: {
        version: '9.9.9',
        entry: 'bin/cli.mjs',
        tarball: async () => {
          fetched.push('fetched');
          return readFileSync(join(folder, 'agent.tgz'));
        },
      },
    });

    const agent = await sandboxes.provision(world.request());
    const verify = await sandboxes.provision(world.request({ purpose: 'verify' }));
    const { node = '', agent: entry = '' } = agent.tools ?? {};
    const { stdout } = await sandboxes.execute(agent, { argv: [node, entry], ...limits });

    expect(text(stdout)).toBe('the agent\n');
    expect(agent.isolation['agentPackage']).toBe('uploaded (9.9.9)');
    // Whoever only tests has no use for it.
    expect(verify.tools?.agent).toBeUndefined();
    expect(fetched).toEqual(['fetched']);
    await Promise.all([sandboxes.destroy(agent), sandboxes.destroy(verify)]);
    rmSync(folder, { recursive: true });
  });
});

describe('a create that does not come back', () => {
  const short = { callMs: 3_000, createMs: 1_000, tries: 2, pauseMs: 50, goneMs: 10_000 };

  test('leaves one sandbox, the one that it made, when its answer got lost', async () => {
    const before = world.daytona.sandboxes();
    world.daytona.faults.inject({ kind: 'lose-answer', match: /^POST \/api\/sandbox$/, times: 1 });

    const sandbox = await world.sandboxes.provision(world.request());

    expect(world.daytona.sandboxes()).toBe(before + 1);
    await world.sandboxes.destroy(sandbox);
  });

  test('leaves none when it never says that it is there', async () => {
    const before = world.daytona.sandboxes();
    world.daytona.faults.inject({ kind: 'stall', match: /^POST \/api\/sandbox$/ });
    world.daytona.faults.inject({
      kind: 'answer',
      status: 503,
      match: /^GET \/api\/sandbox\//,
      times: 2,
    });
    const sandboxes = world.through({ patience: short });

    await expect(sandboxes.provision(world.request())).rejects.toMatchObject({ name: 'Failure' });
    await sandboxes.sweep(world.request().runId);

    expect(world.daytona.sandboxes()).toBe(before);
  });

  test('[RUN-24] an idle sandbox goes by itself, and one in use does not', async () => {
    const quick = await openDaytonaWorld({ minuteMs: 100 });
    const policy = { ...world.request().policy, autoStopMinutes: 15, ttlMinutes: 10_000 };
    const sandbox = await quick.sandboxes.provision(quick.request({ policy }));
    const talk = await quick.sandboxes.startProcess(sandbox, {
      argv: ['sh', '-c', 'sleep 1; echo alive'],
      maxOutputBytes: 100,
    });
    for await (const bytes of talk.stdout) expect(text(bytes)).toBe('alive\n');
    expect(quick.daytona.sandboxes()).toBe(1);

    await new Promise((resolve) => setTimeout(resolve, 3_500));

    expect(quick.daytona.sandboxes()).toBe(0);
    await quick.close();
  });
});

test('many at once, each its own', async () => {
  const before = world.daytona.sandboxes();
  world.daytona.faults.inject({
    ...{ kind: 'answer', match: /^POST /, status: 429, times: 4, after: 2 },
    headers: { 'retry-after-sandbox-create': '0.3' },
  });
  const made = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (letter) => {
      const sandbox = await world.sandboxes.provision(world.request());
      const argv = ['sh', '-c', `echo ${letter} >"$HOME/mark"; cat "$HOME/mark"`];
      const { stdout } = await world.sandboxes.execute(sandbox, { argv, ...limits });
      return { id: sandbox.id, said: text(stdout) };
    }),
  );

  expect(new Set(made.map(({ id }) => id)).size).toBe(4);
  expect(made.map(({ said }) => said)).toEqual(['a\n', 'b\n', 'c\n', 'd\n']);
  expect(await world.sandboxes.sweep(world.request().runId)).toBe(before + 4);
});
