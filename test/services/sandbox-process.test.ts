import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox, SandboxProcess } from '../../action/core/services/sandbox-service.ts';
import { type DaytonaWorld, openDaytonaWorld, text } from '../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;
let sandbox: Sandbox;

beforeAll(async () => {
  world = await openDaytonaWorld();
  sandbox = await world.sandboxes.provision(world.request());
});
afterAll(() => world.close());

describe('startProcess', () => {
  const echo = `let rest = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
    const line = rest.subarray(0, at + 1);
    rest = rest.subarray(at + 1);
    if (line.toString() === 'quit\\n') { process.exitCode = 7; process.stdin.destroy(); return; }
    process.stdout.write(line);
  }
});`;

  const startEcho = (): Promise<SandboxProcess> =>
    world.sandboxes.startProcess(sandbox, {
      argv: ['node', '-e', echo],
      maxOutputBytes: 10_000_000,
    });

  test('[RUN-01] a dialogue of lines, long ones and ones whose characters straddle frames', async () => {
    const talk = await startEcho();
    const lines = ['{"a":1}', 'x'.repeat(200_000), '\u{1f600}\u00e9\u2028'.repeat(3_000), 'last'];
    for (const line of lines) await talk.writeLine(line);
    await talk.writeLine('quit');

    // As a truth value: a difference of 200 kB is nothing to print.
    expect(text(await drain(talk)) === `${lines.join('\n')}\n`).toBe(true);
    expect(await talk.exit()).toEqual({ exitCode: 7 });
  });

  test('a log stream that is cut again and again loses nothing and repeats nothing', async () => {
    const count =
      'let n = 0; const tick = () => { console.log("line", n, "\u00e9".repeat(500)); if (++n < 40) setTimeout(tick, 25); }; tick();';
    const talk = await world.sandboxes.startProcess(sandbox, {
      argv: ['node', '-e', count],
      maxOutputBytes: 10_000_000,
    });
    const cutter = setInterval(() => world.daytona.faults.cutStreams(), 130);
    const lines = text(await drain(talk)).split('\n');
    clearInterval(cutter);

    expect(lines.slice(0, -1).map((line) => line.split(' ')[1])).toEqual(
      [...Array(40).keys()].map(String),
    );
  });

  test('both streams are kept as files, whole or up to a limit that says so', async () => {
    const talk = await world.sandboxes.startProcess(sandbox, {
      argv: ['sh', '-c', 'printf "\\000\\377out"; echo err >&2; exit 5'],
      maxOutputBytes: 1_000,
    });
    const streamed = await drain(talk);
    const whole = await talk.transcript(1_000);
    const cut = await talk.transcript(3);

    expect(await talk.exit()).toEqual({ exitCode: 5 });
    expect([...streamed]).toEqual([0, 255, ...Buffer.from('out')]);
    expect([...whole.stdout]).toEqual([...streamed]);
    expect(text(whole.stderr)).toBe('err\n');
    expect(whole.truncated).toBe(false);
    expect([cut.stdout.length, cut.stderr.length, cut.truncated]).toEqual([3, 3, true]);
  });

  test('stop ends the process and its output', async () => {
    const talk = await startEcho();
    await talk.writeLine('before');
    await talk.stop();

    expect(text(await drain(talk))).toMatch(/^(before\n)?$/);
    expect(await talk.exit()).toEqual({ exitCode: null });
  });

  test('more output than allowed stops the process', async () => {
    const talk = await world.sandboxes.startProcess(sandbox, {
      argv: ['yes'],
      maxOutputBytes: 10_000,
    });

    await expect(drain(talk)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('a sandbox that dies under it is a sandbox lost', async () => {
    const doomed = await world.sandboxes.provision(world.request({ purpose: 'verify' }));
    const talk = await world.sandboxes.startProcess(doomed, { argv: ['cat'], maxOutputBytes: 100 });
    await world.daytona.loseSandboxes();

    await expect(drain(talk)).rejects.toMatchObject({ code: 'sandbox-lost' });
    await expect(
      world.sandboxes.execute(doomed, {
        argv: ['true'],
        timeoutSeconds: 20,
        maxOutputBytes: 100,
      }),
    ).rejects.toMatchObject({ code: 'sandbox-lost' });
  });
});

async function drain(process: SandboxProcess): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdout) chunks.push(chunk);
  return Buffer.concat(chunks);
}
