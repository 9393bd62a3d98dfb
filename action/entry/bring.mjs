// Makes `npm start` and `npm test` work from a fresh clone on Node 20: installs what the
// lockfile says and goes on with the Node that came with it. Plain JavaScript, nothing
// imported but Node itself, because nothing else is there yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const stamp = join(root, 'node_modules', '.patchplane-installed');

const verbs = {
  start: ['action/entry/start.ts'],
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  check: ['action/entry/check.ts'],
  bench: ['test/bench/main.ts'],
  build: ['action/entry/build.ts'],
  'smoke:daytona': ['test/smoke/daytona.ts'],
};

const [verb = '', ...rest] = process.argv.slice(2);
const command = verbs[verb];
if (!command) stop(`bring.mjs knows ${Object.keys(verbs).join(', ')}; it was asked for "${verb}".`);
if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(
    `PatchPlane needs Node 20 or later to start; this is ${process.version}. Install a newer Node.`,
  );
}
const startedBy = starters();
await install();
run(nodeBinary(), [...command, ...rest]);

/** Installs once per lockfile; a half-finished install has no stamp and is done again. */
async function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('Installing dependencies (once)...\n');
  if ((await npmInstall()) !== 0)
    stop('Dependencies could not be installed; npm says why above. Run the same command again.');
  writeFileSync(stamp, lock);
}

/**
 * `npm install` and not `npm ci`, which refuses a lockfile that does not name the packages of
 * every other platform. What somebody's npm leaves out or puts elsewhere is asked for by name.
 */
function npmInstall() {
  const npm = process.env.npm_execpath;
  const [program, first] = /(^|[\\/])npm[^\\/]*\.c?js$/.test(npm ?? '')
    ? [process.execPath, [npm]]
    : ['npm', []];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const whole = ['--include=dev', '--include=optional', '--package-lock', '--engine-strict=false'];
  const here = ['--no-save', '--no-global', '--no-dry-run', '--ignore-scripts'];
  const child = spawn(program, [...first, 'install', ...quiet, ...whole, ...here], {
    cwd: root,
    // Standard output belongs to the command's own output.
    stdio: ['ignore', process.stderr, process.stderr],
    // A group of its own, so that all of it can be stopped.
    detached: true,
  });
  const end = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  const watch = setInterval(() => starters() !== startedBy && end(), 250);
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => {
    clearInterval(watch);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, end);
  });
}

/** Who started us, and who started them (npm puts a shell in between): changes when one is killed. */
function starters() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')')).split(' ')[2]}`;
  } catch {
    return String(process.ppid);
  }
}

/** The Node of the lockfile; where it has none for this platform, this one if it is new enough. */
function nodeBinary() {
  const name = `node-${process.platform}-${process.arch}`;
  const brought = join(root, 'node_modules', name, 'bin', 'node');
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
