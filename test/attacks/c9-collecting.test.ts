import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../action/core/services/sandbox-service.ts';
import { type DaytonaWorld, openDaytonaWorld, text } from '../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;
let sandbox: Sandbox;
beforeAll(async () => {
  world = await openDaytonaWorld();
  sandbox = await world.sandboxes.provision(world.request());
});
afterAll(() => world.close());

const limits = { timeoutSeconds: 30, maxOutputBytes: 64 * 1024 };
const make = (script: string) =>
  world.sandboxes.execute(sandbox, { argv: ['sh', '-c', script], ...limits });
const collect = (path: string, most = 1_000_000) =>
  world.sandboxes.collectArtifacts(sandbox, [path], most);

describe('[C9] [SVC-34] what a sandbox hands out', () => {
  it('a gigabyte is refused by its size, and not fetched', async () => {
    await make('truncate -s 1G /tmp/big');
    const before = process.memoryUsage().rss;

    await expect(collect('/tmp/big')).rejects.toMatchObject({ code: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
  });

  it('a file that grew after it was looked at is refused', async () => {
    await make('echo small >/tmp/grows');
    world.daytona.faults.inject({
      ...{ kind: 'meanwhile', match: /bulk-download$/, times: 1 },
      what: async () => void (await make('echo more and more >>/tmp/grows')),
    });

    await expect(collect('/tmp/grows')).rejects.toMatchObject({ code: 'invalid-answer' });
  });

  it('pipes and devices are no files, and nobody waits for them', async () => {
    await make('mkfifo /tmp/pipe; ln -sf /dev/zero /tmp/zero');

    expect(await collect('/tmp/pipe')).toEqual([undefined]);
    expect(await collect('/tmp/zero')).toEqual([undefined]);
    await expect(collect('/tmp')).rejects.toMatchObject({ name: 'Failure' });
    await make('mkdir -p /tmp/folder');
    await expect(collect('/tmp/folder')).rejects.toMatchObject({ code: 'invalid-answer' });
  });

  it.each([
    '/etc/passwd',
    '/tmp/../etc/passwd',
    '/tmp//etc',
    '/tmp/./x',
    'tmp/x',
    '/home/daytona/workspace',
    '/home/daytona/workspace-of-another/x',
    '/tmp/a\nb',
    '/tmp/a\0b',
    `/tmp/${'x'.repeat(5_000)}`,
  ])('a path that leads elsewhere is no request: %j', async (path) => {
    await expect(collect(path)).rejects.toMatchObject({ code: 'misconfigured' });
  });

  it('endless output is cut where the budget ends, and says so', async () => {
    const done = await world.sandboxes.execute(sandbox, {
      argv: ['sh', '-c', 'yes | head -c 300000000; echo done >&2'],
      timeoutSeconds: 60,
      maxOutputBytes: 10_000,
    });

    expect(done.truncated).toBe(true);
    expect(done.stdout.length).toBe(10_000);
    expect(text(done.stderr)).toBe('done\n');
  });

  it('a process that writes for ever is stopped at its budget', async () => {
    const talk = await world.sandboxes.startProcess(sandbox, {
      argv: ['sh', '-c', 'yes "$(head -c 1000 /dev/zero | tr "\\\\0" x)"'],
      maxOutputBytes: 200_000,
    });
    let bytes = 0;
    const reading = (async () => {
      for await (const piece of talk.stdout) bytes += piece.length;
    })();

    await expect(reading).rejects.toMatchObject({ code: 'too-large' });
    expect(bytes).toBeLessThanOrEqual(200_000);
  });
});
