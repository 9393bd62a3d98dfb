import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../action/core/services/sandbox-service.ts';
import {
  cloneToken,
  type DaytonaWorld,
  openDaytonaWorld,
  text,
} from '../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;
let sandbox: Sandbox;

beforeAll(async () => {
  world = await openDaytonaWorld();
  sandbox = await world.sandboxes.provision(world.request());
});
afterAll(() => world.close());

const limits = { timeoutSeconds: 20, maxOutputBytes: 1024 * 1024 };

test('usage: provision, upload, execute, talk, collect, destroy', async () => {
  const { sandboxes } = world;
  const sandbox = await sandboxes.provision(world.request({ purpose: 'verify' }));
  const script = `${sandbox.scratch}/greet.mjs`;
  const content = Buffer.from(
    'process.stdin.on("data", (line) => console.log("hello", String(line).trim()));',
  );
  await sandboxes.upload(sandbox, [{ path: script, content }]);

  const greeter = await sandboxes.startProcess(sandbox, {
    argv: ['/opt/node/bin/node', script],
    maxOutputBytes: 1024,
  });
  await greeter.writeLine('world');
  for await (const bytes of greeter.stdout) {
    expect(text(bytes)).toBe('hello world\n');
    await greeter.stop();
  }
  const { exitCode, stdout } = await sandboxes.execute(sandbox, {
    argv: ['cat', 'hello.txt'],
    ...limits,
  });
  const [collected] = await sandboxes.collectArtifacts(
    sandbox,
    [`${sandbox.workspace}/hello.txt`],
    100,
  );
  await sandboxes.destroy(sandbox);

  expect({ exitCode, stdout: text(stdout) }).toEqual({ exitCode: 0, stdout: 'first\n' });
  expect(text(collected)).toBe('first\n');
});

describe('provision', () => {
  test('[RUN-27] the workspace holds exactly the commit that was asked for', async () => {
    const head = await world.sandboxes.execute(sandbox, {
      argv: ['git', 'rev-parse', 'HEAD', '--abbrev-ref', 'HEAD'],
      ...limits,
    });

    expect(text(head.stdout)).toBe(`${world.repository.first}\nHEAD\n`);
  });

  test('the clone token is nowhere inside', async () => {
    const basic = Buffer.from(`x-access-token:${cloneToken}`).toString('base64');
    const script = 'grep -rlE "$1" /home/daytona/workspace /tmp /proc/[0-9]*/environ 2>/dev/null';
    const search = await world.sandboxes.execute(sandbox, {
      argv: ['bash', '-c', script, 'search', `${cloneToken}|${basic}`],
      ...limits,
    });

    expect(text(search.stdout)).toBe('');
  });

  test('[RUN-24] [RUN-25] lifecycle and network are what was read back', () => {
    expect(sandbox.isolation).toMatchObject({
      networkBlockAll: 'true',
      autoStopMinutes: '15',
      autoDeleteMinutes: '0',
      public: 'false',
    });
  });

  test('a commit that is not there leaves no sandbox behind', async () => {
    const before = world.daytona.sandboxes();
    const checkout = { owner: 'acme', name: 'sample', commit: 'f'.repeat(40) };

    await expect(world.sandboxes.provision(world.request({ checkout }))).rejects.toMatchObject({
      name: 'Failure',
      code: 'not-found',
    });
    expect(world.daytona.sandboxes()).toBe(before);
  });
});

describe('execute', () => {
  test('separate streams and the exit code of a program that calls exit', async () => {
    const done = await world.sandboxes.execute(sandbox, {
      argv: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
      ...limits,
    });

    expect(done).toMatchObject({ exitCode: 3, timedOut: false, truncated: false });
    expect([text(done.stdout), text(done.stderr)]).toEqual(['out\n', 'err\n']);
  });

  test('words arrive as they are, whatever a shell would make of them', async () => {
    const words = [
      "it's",
      '$HOME',
      '`id`',
      '$(id)',
      'a\nb',
      '',
      '*',
      '\\',
      '"',
      '; exit 9',
      '-n',
      '\u00e9\u{1f600}',
    ];
    const print =
      'process.stdout.write(JSON.stringify([process.argv.slice(1), process.env.GIVEN]))';
    const done = await world.sandboxes.execute(sandbox, {
      argv: ['node', '-e', print, '--', ...words],
      env: { GIVEN: "a'b $(id)" },
      ...limits,
    });

    expect(JSON.parse(text(done.stdout))).toEqual([words, "a'b $(id)"]);
  });

  test('bytes that are no text survive', async () => {
    const done = await world.sandboxes.execute(sandbox, {
      argv: ['node', '-e', 'process.stdout.write(Buffer.from([0,255,1,1,1,13,10,128,0]))'],
      ...limits,
    });

    expect([...done.stdout]).toEqual([0, 255, 1, 1, 1, 13, 10, 128, 0]);
  });

  test('more output than allowed is dropped, and said so', async () => {
    const done = await world.sandboxes.execute(sandbox, {
      argv: ['head', '-c', '3000000', '/dev/zero'],
      ...limits,
    });

    expect(done).toMatchObject({ exitCode: 0, truncated: true });
    expect(done.stdout.length).toBe(limits.maxOutputBytes);
  });

  test('what takes too long is killed with its children, and what it wrote is kept', async () => {
    const done = await world.sandboxes.execute(sandbox, {
      argv: ['sh', '-c', 'echo started; sleep 600 & sleep 600'],
      timeoutSeconds: 1,
      maxOutputBytes: 100,
    });

    expect(done).toMatchObject({ exitCode: null, timedOut: true });
    expect(text(done.stdout)).toBe('started\n');
  });

  test('a program that is not there, and a shell word that is none', async () => {
    const missing = await world.sandboxes.execute(sandbox, {
      argv: ['no-such-program'],
      ...limits,
    });
    const word = await world.sandboxes.execute(sandbox, { argv: ['exit', '0'], ...limits });

    expect([missing.exitCode, word.exitCode]).toEqual([127, 127]);
  });
});

describe('files', () => {
  test('in and out again, byte for byte, in order, with gaps', async () => {
    const content = new Uint8Array(300_000).map((_, index) => index % 251);
    const path = `${sandbox.scratch}/deep/er/a file's name`;
    await world.sandboxes.upload(sandbox, [
      { path, content },
      { path: '/tmp/empty', content: new Uint8Array() },
    ]);

    const [empty, missing, same] = await world.sandboxes.collectArtifacts(
      sandbox,
      ['/tmp/empty', '/tmp/none', path],
      300_000,
    );

    expect(empty).toHaveLength(0);
    expect(missing).toBeUndefined();
    expect(Buffer.from(same ?? []).equals(content)).toBe(true);
  });

  test('a file beyond the limit is refused before it is fetched', async () => {
    await world.sandboxes.upload(sandbox, [{ path: '/tmp/big', content: new Uint8Array(1_001) }]);

    await expect(
      world.sandboxes.collectArtifacts(sandbox, ['/tmp/big'], 1_000),
    ).rejects.toMatchObject({ code: 'too-large' });
  });

  test('a link leads to what it means inside', async () => {
    await world.sandboxes.execute(sandbox, {
      argv: ['ln', '-sf', '/etc/hostname', '/tmp/link'],
      ...limits,
    });
    await world.sandboxes.execute(sandbox, {
      argv: ['ln', '-sf', '/etc/passwd', '/tmp/link2'],
      ...limits,
    });

    const [outside, inside] = await world.sandboxes.collectArtifacts(
      sandbox,
      ['/tmp/link', '/tmp/link2'],
      10_000,
    );

    expect(outside).toBeUndefined();
    expect(text(inside)).toContain('daytona:x:1000');
  });
});

describe('destroy', () => {
  test('[SVC-35] returns when the sandbox is not there, and again when it was not', async () => {
    const before = world.daytona.sandboxes();
    const short = await world.sandboxes.provision(world.request({ purpose: 'verify' }));
    await world.sandboxes.destroy(short);
    await world.sandboxes.destroy(short);

    expect(world.daytona.sandboxes()).toBe(before);
  });

  test('sweep destroys what carries the run, and nothing else', async () => {
    const before = world.daytona.sandboxes();
    const runId = 'run-feedfacefeedface';
    await world.sandboxes.provision(world.request({ runId, purpose: 'agent' }));
    await world.sandboxes.provision(world.request({ runId, purpose: 'verify' }));

    expect(await world.sandboxes.sweep(runId)).toBe(2);
    expect(await world.sandboxes.sweep(runId)).toBe(0);
    expect(world.daytona.sandboxes()).toBe(before);
  });
});
