import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..', '..');
const app = join(root, 'approval-app');
const nextProgram = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
const buildMinutes = 10;

/** What the pages are made of. Another byte in any of these is another build. */
const sources = [
  'approval-app/app',
  'approval-app/components',
  'approval-app/contract',
  'approval-app/server',
  'approval-app/instrumentation.ts',
  'approval-app/proxy.ts',
  'approval-app/next.config.ts',
  'approval-app/tsconfig.json',
  'approval-app/package.json',
  'action/domain',
  'package-lock.json',
];

const building = new Map<string, Promise<string>>();

export interface BuildOptions {
  /** Stops a compiler that is at work. */
  readonly signal?: AbortSignal;
  /** Called with the compiler's process, for whoever has to leave none behind. */
  readonly onStarted?: (pid: number | undefined, ended: Promise<unknown>) => void;
}

/**
 * The pages, built as they are for production, as a folder with `approval-app/server.js` in it.
 * A build takes most of a minute, so it is kept under the digest of its sources; several who ask
 * at once wait for one build. Rejects with the end of the compiler's output.
 */
export async function buildPages(options: BuildOptions = {}): Promise<string> {
  const kept = join(root, '.patchplane', 'cache', 'pages', await digestOfSources());
  const begun = building.get(kept) ?? buildUnlessKept(kept, options);
  building.set(kept, begun);
  return await begun;
}

async function buildUnlessKept(kept: string, options: BuildOptions): Promise<string> {
  if (await exists(join(kept, 'approval-app', 'server.js'))) return kept;
  const release = await lock(`${kept}.lock`, async () => await exists(join(kept, 'approval-app')));
  try {
    if (!(await exists(join(kept, 'approval-app', 'server.js')))) await build(kept, options);
    return kept;
  } finally {
    await release();
  }
}

async function build(kept: string, options: BuildOptions): Promise<void> {
  await compile(options);
  const made = `${kept}.new`;
  await rm(made, { recursive: true, force: true });
  await cp(join(app, '.next', 'standalone'), made, { recursive: true, verbatimSymlinks: true });
  await cp(join(app, '.next', 'static'), join(made, 'approval-app', '.next', 'static'), {
    recursive: true,
  });
  await rm(kept, { recursive: true, force: true });
  await rename(made, kept);
}

async function compile({ signal, onStarted }: BuildOptions): Promise<void> {
  try {
    const compiling = promisify(execFile)(process.execPath, [nextProgram, 'build', app], {
      cwd: app,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
      },
      timeout: buildMinutes * 60_000,
      maxBuffer: 64 * 1024 * 1024,
      ...(signal ? { signal } : {}),
    });
    onStarted?.(
      compiling.child.pid,
      compiling.catch(() => undefined),
    );
    await compiling;
  } catch (error) {
    const { stdout = '', stderr = '' } = outputOf(error);
    throw new Error(`the pages could not be built:\n${`${stdout}${stderr}`.slice(-3_000)}`);
  }
}

function outputOf(error: unknown): { stdout?: string; stderr?: string } {
  if (!(error instanceof Error)) return {};
  return {
    stdout: String(Reflect.get(error, 'stdout') ?? error.message),
    stderr: String(Reflect.get(error, 'stderr') ?? ''),
  };
}

/** A folder is made by one process only; the others wait until it is gone or the build is there. */
async function lock(path: string, done: () => Promise<boolean>): Promise<() => Promise<void>> {
  await mkdir(resolve(path, '..'), { recursive: true });
  for (;;) {
    try {
      await mkdir(path);
      await writeFile(join(path, 'holder'), String(process.pid));
      return async () => await rm(path, { recursive: true, force: true });
    } catch {
      if (await done()) return async () => undefined;
      if (await isLeftBehind(path)) await rm(path, { recursive: true, force: true });
      await new Promise((resolveWait) => setTimeout(resolveWait, 500));
    }
  }
}

/** By a process that was killed, or that builds for longer than any build takes. */
async function isLeftBehind(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
  const age = Date.now() - mtimeMs;
  if (age > buildMinutes * 60_000) return true;
  const holder = Number(await readFile(join(path, 'holder'), 'utf8').catch(() => ''));
  // Just made: its holder is about to write its number.
  if (!holder) return age > 10_000;
  try {
    return !process.kill(holder, 0);
  } catch {
    return true;
  }
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) {
    for (const file of await filesUnder(join(root, source))) {
      hash.update(`${relative(root, file)}\0`);
      hash.update(await readFile(file));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

async function filesUnder(path: string): Promise<string[]> {
  if (!(await exists(path))) return [];
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
