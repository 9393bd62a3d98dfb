import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
const bin = (name: string) => resolve(root, 'node_modules', name);

/** `npm run check`: everything that a machine can say about the house, in one go. */
const checks: readonly (readonly [name: string, ...argv: string[]])[] = [
  ['types', bin('typescript/bin/tsc'), '-p', '.', '--noEmit'],
  ['types of the pages', bin('typescript/bin/tsc'), '-p', 'approval-app', '--noEmit'],
  ['style', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  [
    'walls',
    bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    'action',
    'approval-app',
    'test',
  ],
  ['unused', bin('knip/bin/knip.js')],
  ['dist fresh', 'action/entry/build.ts', '--check'],
];

const failed = checks.filter(([name, ...argv]) => {
  const startedAt = Date.now();
  const done = spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8' });
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(`${done.status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  if (done.status !== 0) process.stdout.write(`${done.stdout}${done.stderr}\n`);
  return done.status !== 0;
});
process.exitCode = failed.length === 0 ? 0 : 1;
