import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { Hono } from 'hono';
import { z } from 'zod';
import { type Box, home } from './box.ts';
import { ProgramText } from './program-text.ts';
import { daemonError } from './wire-error.ts';

/** Told of a process of ours, and when it ended. */
export type OnStarted = (pid: number | undefined, ended: Promise<unknown>) => void;

/**
 * Clones outside the jail, which has no network, into a folder that no jail can write to;
 * then a jail copies the finished checkout in.
 */
export function gitRoutes(box: Box, onStarted: OnStarted): Hono {
  const app = new Hono();

  app.post('/git/clone', async (context) => {
    const request = Clone.parse(await context.req.json());
    const staging = box.staging();
    try {
      const problem = await checkOut(request, staging, box.destroyed, onStarted);
      if (problem) return daemonError(context, problem.status, problem.code, problem.message);
      const target = request.path.startsWith('/') ? request.path : `${home}/${request.path}`;
      const copied = await box.run({
        script: copyScript,
        parameters: [target],
        incoming: staging,
        offline: true,
      });
      if (copied.code === 0) return context.body(null, 200);
      return daemonError(context, 400, 'INVALID_FILE_PATH', `cannot clone into ${target}`);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  });

  return app;
}

const copyScript =
  'mkdir -p -- "$1" && [ -z "$(ls -A -- "$1")" ] && exec cp -a --reflink=auto /run/incoming/. "$1"';

const Clone = z.looseObject({
  url: z.url({ protocol: /^(https?|file)$/ }),
  path: ProgramText.min(1),
  branch: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  commit_id: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .optional(),
});
type Clone = z.infer<typeof Clone>;

interface Problem {
  readonly status: 401 | 404 | 502;
  readonly code: string;
  readonly message: string;
}

async function checkOut(
  request: Clone,
  folder: string,
  signal: AbortSignal,
  onStarted: OnStarted,
): Promise<Problem | undefined> {
  const run = (...words: string[]): Promise<GitResult> =>
    git(words, folder, credentials(request), { signal, onStarted });
  const branch = request.branch ? ['--branch', request.branch] : [];
  const cloned = await run('clone', '--quiet', '--no-checkout', ...branch, '--', request.url, '.');
  if (cloned.code !== 0) return explain(cloned.stderr);
  const detach = request.commit_id ? ['--detach', request.commit_id] : [];
  if (request.commit_id && (await run('cat-file', '-e', request.commit_id)).code !== 0) {
    // Not on any branch: some servers hand out a commit that is asked for by name.
    await run('fetch', '--quiet', 'origin', request.commit_id);
  }
  const checkedOut = await run('checkout', '--quiet', ...detach);
  return checkedOut.code === 0 ? undefined : explain(checkedOut.stderr);
}

/** By environment: an argument could be seen by every user, and a URL stays in `.git/config`. */
function credentials({ url, username, password }: Clone): Record<string, string> {
  if (password === undefined) return {};
  const basic = Buffer.from(`${username ?? ''}:${password}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    // Bound to the origin, so that no redirect takes it elsewhere.
    GIT_CONFIG_KEY_0: `http.${new URL(url).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}

interface GitResult {
  readonly code: number | null;
  readonly stderr: string;
}

/** Without the host's configuration, hooks, templates, filters or prompts. */
function git(
  words: readonly string[],
  cwd: string,
  extra: Record<string, string>,
  { signal, onStarted }: { signal: AbortSignal; onStarted: OnStarted },
): Promise<GitResult> {
  const { PATH } = process.env;
  const env = {
    PATH,
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'http:https:file',
    LC_ALL: 'C',
    ...extra,
  };
  const args = ['-c', 'core.hooksPath=/dev/null', '-c', 'init.templateDir=', ...words];
  return new Promise((resolve) => {
    const child = spawn('git', args, {
      cwd,
      env,
      signal,
      timeout: 600_000,
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own: git's helpers talk to the server, and end with it.
      detached: true,
    });
    const ended = new Promise((done) => child.once('exit', done).once('error', done));
    onStarted(child.pid === undefined ? undefined : -child.pid, ended);
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = `${stderr}${chunk}`.slice(0, 4_000);
    });
    child.on('error', (error) => resolve({ code: null, stderr: error.message }));
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

function explain(stderr: string): Problem {
  const message = stderr.trim().slice(0, 500);
  if (/Authentication failed|could not read Username|403/.test(stderr)) {
    return { status: 401, code: 'GIT_AUTH_FAILED', message };
  }
  if (/not found|does not exist|not our ref|unable to read tree|not a tree/.test(stderr)) {
    return { status: 404, code: 'GIT_REPO_NOT_FOUND', message };
  }
  return { status: 502, code: 'GIT_TRANSPORT_FAILED', message };
}
