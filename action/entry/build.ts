import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');
const doors = ['propose', 'publish', 'cli'] as const;

/** Required by the Daytona SDK for features that are not used; leaving them out saves 1.5 MB. */
const externals = [
  '@opentelemetry/sdk-node',
  '@opentelemetry/instrumentation-http',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/otlp-exporter-base',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/resources',
  '@aws-sdk/lib-storage',
];

if (process.argv.includes('--check')) check();
else build();

/** One bundle per door, and beside them what runs inside a sandbox, as it is. */
function build(): void {
  rmSync(dist, { recursive: true, force: true });
  for (const name of doors) bundle(name);
  copy(join(root, 'action', 'inside'), join(dist, 'inside'));
  writeFileSync(join(dist, 'source.sha256'), `${sourceDigest()}\n`);
}

/** Through its command line: what can be typed there is what can be repeated by hand. */
function bundle(name: (typeof doors)[number]): void {
  const out = join(dist, name);
  const cli = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');
  const argv = [
    'build',
    join('action', 'entry', `${name}.ts`),
    '-o',
    out,
    '-m',
    '--no-cache',
    '-q',
  ];
  const leaveOut = externals.flatMap((external) => ['-e', external]);
  const done = spawnSync(
    process.execPath,
    [
      cli,
      ...argv,
      '--license',
      'licenses.txt',
      '--transpile-only',
      '--target',
      'es2023',
      ...leaveOut,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`ncc failed on ${name}: ${done.stdout}${done.stderr}`);
  for (const file of list(out).filter((file) => /\.(map|d\.c?ts)$/.test(file))) rmSync(file);
  const size = list(out).reduce((sum, file) => sum + statSync(file).size, 0);
  process.stdout.write(`${name}: ${Math.round(size / 1024)} KB\n`);
}

/** Bundling again takes a minute; that no source changed since takes a moment. */
function check(): void {
  const stamp = join(dist, 'source.sha256');
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : '';
  if (built === sourceDigest()) return;
  process.stdout.write('dist was built from other sources. Run: npm run build\n');
  process.exitCode = 1;
}

/** Everything that a bundle is made of: our sources and the exact packages. */
function sourceDigest(): string {
  const files = [join(root, 'package-lock.json'), ...list(join(root, 'action'))]
    .filter(
      (file) =>
        !file.includes(`${join('action', 'embedded')}`) && !file.includes(join('entry', 'start')),
    )
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function list(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function copy(from: string, to: string): void {
  for (const file of list(from)) {
    const target = join(to, relative(from, file));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
}
