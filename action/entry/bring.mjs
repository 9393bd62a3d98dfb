// Makes `npm start` and `npm test` work from a fresh clone on Node 20: installs what the
// lockfile says and goes on with the Node that came with it. Plain JavaScript, nothing
// imported but Node itself, because nothing else is there yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const stamp = join(root, 'node_modules', '.patchplane-installed');

const verbs = {
  start: [['action/entry/start.ts']],
  test: [['node_modules/vitest/vitest.mjs', 'run']],
  check: [['action/entry/check.ts']],
  bench: [['test/bench/main.ts']],
  build: [['action/entry/build.ts']],
};

const [verb = '', ...rest] = process.argv.slice(2);
const command = verbs[verb]?.[0];
if (!command) stop(`bring.mjs knows ${Object.keys(verbs).join(', ')}; it was asked for "${verb}".`);
if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(
    `PatchPlane needs Node 20 or later to start; this is ${process.version}. Install a newer Node.`,
  );
}
install();
run(nodeBinary(), [...command, ...rest]);

/** Installs once per lockfile; a half-finished install has no stamp and is done again. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('Installing dependencies (once)...\n');
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(
    program,
    [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'],
    // Standard output belongs to the command's own output.
    { cwd: root, stdio: ['ignore', process.stderr, process.stderr] },
  );
  if (done.status !== 0)
    stop('Dependencies could not be installed; npm says why above. Run the same command again.');
  writeFileSync(stamp, lock);
}

/** The Node of the lockfile; where it has none for this platform, this one if it is new enough. */
function nodeBinary() {
  const brought = join(
    root,
    'node_modules',
    `node-${process.platform}-${process.arch}`,
    'bin',
    'node',
  );
  if (existsSync(brought)) return brought;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return stop(
    `There is no bundled Node for ${process.platform} ${process.arch}. Run this with Node 24 or later.`,
  );
}

/** Hands over streams and signals; the exit code is the program's own. */
function run(node, args) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATCHPLANE_CALLED_FROM: process.env.INIT_CWD ?? process.cwd() },
  });
  // A terminal sends Ctrl-C to everybody; the program cleans up and we wait for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
