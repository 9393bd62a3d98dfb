import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openDaytonaWorld } from '../embedded/daytona/daytona-world.ts';

/*
 * Started by sandbox.bench.ts: prints, as JSON, how many milliseconds each command took, the
 * same one by turns in a sandbox of the embedded cloud and started plainly. Plain `spawn` is
 * the least that anyone could do; a jail, two streams in files and a proven exit code are more.
 */
const commands = 15;
const world = await openDaytonaWorld();
try {
  const started = performance.now();
  const sandbox = await world.sandboxes.provision(world.request());
  const provision = performance.now() - started;
  const inside: number[] = [];
  const plain: number[] = [];
  for (let count = 0; count < commands; count += 1) {
    inside.push(await timed(() => execute()));
    plain.push(await timed(() => once(spawn('node', ['-e', '']), 'close')));
  }
  process.stdout.write(`${JSON.stringify({ provision, inside, plain })}\n`);

  async function execute(): Promise<unknown> {
    const limits = { timeoutSeconds: 60, maxOutputBytes: 1_000 };
    return world.sandboxes.execute(sandbox, { argv: ['node', '-e', ''], ...limits });
  }
} finally {
  await world.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
