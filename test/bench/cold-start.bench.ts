import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median, type Row, rounded } from './row.ts';

const rounds = 9;
const highestRatio = 2;

/** Every door on its shortest path: with an empty environment a job refuses to start. */
const doors = [
  { name: 'propose', args: [], exitCode: 2 },
  { name: 'publish', args: [], exitCode: 2 },
  { name: 'cli', args: ['--help'], exitCode: 0 },
] as const;

/** How long a door takes to its first decision, against a Node that does nothing at all. */
export function measureColdStart(root: string): readonly Row[] {
  const times = new Map<string, number[]>();
  const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms]);
  // In turns, so that whatever else this machine does meets all of them alike.
  for (let round = 0; round < rounds; round += 1) {
    note('node', startMs(['-e', '0'], 0));
    for (const { name, args, exitCode } of doors) {
      note(name, startMs([join(root, 'dist', name, 'index.js'), ...args], exitCode));
    }
  }
  const bare = median(times.get('node') ?? []);
  return doors.map(({ name }) => {
    const value = median(times.get(name) ?? []);
    return {
      name: `cold start of ${name}`,
      value: rounded(value),
      unit: 'ms',
      reference: rounded(bare),
      ratio: rounded(value / bare),
      target: `at most ${highestRatio} times node -e 0`,
      holds: value / bare <= highestRatio,
    };
  });
}

function startMs(argv: readonly string[], expected: number): number {
  const startedAt = performance.now();
  const done = spawnSync(process.execPath, argv, { env: {}, stdio: 'ignore', timeout: 60_000 });
  const ms = performance.now() - startedAt;
  if (done.status === expected) return ms;
  throw new Error(`${argv.join(' ')} ended with ${done.status}, expected ${expected}`);
}
