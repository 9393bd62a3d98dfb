import { existsSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { measureAgent } from './agent.bench.ts';
import { measureApprovalApp } from './approval-app.bench.ts';
import { measureColdStart } from './cold-start.bench.ts';
import { measureEventPath } from './event-path.bench.ts';
import { measureEvents } from './jsonl.bench.ts';
import { measureJunit } from './junit.bench.ts';
import { measureLoop } from './loop.bench.ts';
import { measurePolicy } from './policy.bench.ts';
import { measureReview } from './review.bench.ts';
import { measureSandbox } from './sandbox.bench.ts';
import { measureSizes } from './sizes.bench.ts';
import { drawTable, writeFigures } from './table.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** `npm run bench`: every figure of docs/benchmarks.md, measured now; `--write` puts them there. */
if (existsSync(join(root, 'dist', 'cli', 'index.js'))) await bench();
else {
  process.stderr.write('dist is not there. Run: npm run build\n');
  process.exitCode = 2;
}

async function bench(): Promise<void> {
  const machine = describeMachine();
  const rows = [
    ...measureSizes(root),
    ...measureColdStart(root),
    ...measureEvents(),
    ...(await measureEventPath()),
    ...(await measureAgent(root)),
    ...measureJunit(),
    ...measurePolicy(),
    ...(await measureReview(root)),
    ...measureLoop(root),
    ...measureSandbox(root),
    ...(await measureApprovalApp(root)),
  ];
  const figures = `${machine}\n\n${drawTable(rows)}`;
  process.stdout.write(`${figures}\n`);
  if (process.argv.includes('--write')) writeFigures(join(root, 'docs', 'benchmarks.md'), figures);
}

/** Taken before anything runs: the load that others put on this machine, not ours. */
function describeMachine(): string {
  const [processor] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 1024 ** 3);
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(', ');
  return `${day}, Node ${process.versions.node}, ${cpus().length} cores (${processor?.model ?? 'unknown'}), ${memory} GB; load average before the run: ${load}.`;
}
