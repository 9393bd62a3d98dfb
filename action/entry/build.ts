import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { minifySync } from 'rolldown/utils';
import { dist, distIsFresh, list, root, sourceDigest, stamp } from './built.ts';
import { schemaJson } from './review/schema.ts';

const emitted = join(root, 'build');
const doors = ['action', 'propose', 'publish', 'finish', 'cli'] as const;

/** Required by the Daytona SDK for features that are not used; leaving them out saves 1.5 MB. */
const externals = [
  '@opentelemetry/sdk-node',
  '@opentelemetry/instrumentation-http',
  '@aws-sdk/lib-storage',
];

if (process.argv.includes('--check')) check();
else build();

/** One bundle per door, and beside them the programs that are started, not imported. */
function build(): void {
  rmSync(dist, { recursive: true, force: true });
  emit();
  for (const name of doors) bundle(name);
  mkdirSync(join(dist, 'inside'));
  for (const name of ['collect', 'probe', 'shim'].map((program) => `${program}.mjs`))
    copyFileSync(join(emitted, 'action', 'inside', name), join(dist, 'inside', name));
  // Looked for beside the file that starts it, which is the bundle.
  copyFileSync(
    join(root, 'action', 'embedded', 'guardian.mjs'),
    join(dist, 'propose', 'guardian.mjs'),
  );
  mkdirSync(join(dist, 'review'));
  writeFileSync(join(dist, 'review', 'schema.json'), schemaJson());
  rmSync(emitted, { recursive: true, force: true });
  writeFileSync(stamp, `${sourceDigest()}\n`);
}

/** Plain JavaScript first: ncc's own TypeScript loader can not tell ES modules from CommonJS. */
function emit(): void {
  rmSync(emitted, { recursive: true, force: true });
  run('typescript/bin/tsc', ['-p', '.', '--noCheck', '--outDir', emitted]);
  const shim = join('action', 'plugins', 'daytona', 'daytona-sdk.cjs');
  copyFileSync(join(root, shim), join(emitted, shim));
}

function bundle(name: (typeof doors)[number]): void {
  const out = join(dist, name);
  const entry = join(emitted, 'action', 'entry', `${name}.js`);
  const leaveOut = externals.flatMap((external) => ['-e', external]);
  const options = ['--no-cache', '-q', '--license', 'licenses.txt', '--target', 'es2023'];
  run('@vercel/ncc/dist/ncc/cli.js', ['build', entry, '-o', out, ...options, ...leaveOut]);
  for (const file of list(out).filter((file) => /\.(map|d\.c?ts)$/.test(file))) rmSync(file);
  const scripts = list(out).filter((file) => file.endsWith('.js'));
  for (const file of scripts) minify(file);
  const all = kilobytes(scripts);
  const first = kilobytes(scripts.filter((file) => basename(file) === 'index.js'));
  process.stdout.write(`${name}: ${first} KB at its start, ${all} KB with what it may load\n`);
}

/** ncc minifies only the file that it starts with, and most of a door is in the others. */
function minify(file: string): void {
  const { code, errors } = minifySync(file, readFileSync(file, 'utf8'), { module: true });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message)}`);
  writeFileSync(file, code);
}

function kilobytes(files: readonly string[]): number {
  return Math.round(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024);
}

function run(tool: string, argv: readonly string[]): void {
  const program = join(root, 'node_modules', tool);
  const done = spawnSync(process.execPath, [program, ...argv], { cwd: root, encoding: 'utf8' });
  // A bundler that fails prints the bundle: its end says why.
  if (done.status !== 0)
    throw new Error(`${tool} failed: ${`${done.stdout}${done.stderr}`.slice(-3_000)}`);
}

/** Bundling again takes a minute; that no source changed since takes a moment. */
function check(): void {
  if (distIsFresh()) return;
  process.stdout.write('dist was built from other sources. Run: npm run build\n');
  process.exitCode = 1;
}
