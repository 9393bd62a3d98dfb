import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { grants } from './access.ts';
import { noteMove } from './activities.ts';
import type { Access, Caller } from './caller.ts';
import { type Forge, type ForgeRepository, sameName } from './forge.ts';
import { findFork, forkForge } from './forks.ts';
import { createGit, gitEnvironment } from './git.ts';
import { listRefs } from './git-refs.ts';
import { followAllPulls } from './pull-heads.ts';

const services: Readonly<Record<string, Access>> = {
  'git-upload-pack': 'read',
  'git-receive-pack': 'write',
};

export interface SmartHttp {
  /** Whether the request is for git; if so it is answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  close(): void;
}

interface GitRequest {
  readonly owner: string;
  readonly name: string;
  readonly pathInfo: string;
  readonly query: string;
  readonly access: Access;
}

/**
 * Git over HTTP by git's own server program, on the repository that the API works on too, and
 * on its forks. Only the two smart services are offered, and each needs the token's permission for it.
 */
export function createSmartHttp(forge: Forge): SmartHttp {
  const running = new Set<ChildProcess>();
  return {
    handle: (request, response) => {
      const asked = parseGitRequest(request.url ?? '');
      if (!asked) return false;
      void serve(forge, asked, request, response, running);
      return true;
    },
    close: () => {
      for (const child of running) child.kill('SIGKILL');
    },
  };
}

async function serve(
  forge: Forge,
  asked: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
  running: Set<ChildProcess>,
): Promise<void> {
  const repository = findRepository(forge, asked);
  const refusal = refusalOf(forge, repository, asked, request);
  if (refusal || !repository) {
    const { status, message } = refusal ?? { status: 404, message: 'Repository not found.' };
    response.writeHead(status, {
      'content-type': 'text/plain',
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {}),
    });
    response.end(`${message}\n`);
    return;
  }
  if (asked.access === 'read') await followAllPulls(forge);
  const pushed = asked.access === 'write' && request.method === 'POST';
  const settle = pushed ? await watchBranches(forge, repository, request) : undefined;
  await runBackend(repository.bareDir, asked, request, response, running, settle);
}

/** What a push moved is known by comparing before and after; who did it, by the token. */
async function watchBranches(forge: Forge, repository: ForgeRepository, request: IncomingMessage) {
  const caller = callerFromBasic(request.headers.authorization, forge.callers);
  const git = createGit(repository.bareDir);
  const branches = async () =>
    new Map((await listRefs(git, 'refs/heads/')).map(({ name, sha }) => [name, sha]));
  const before = await branches();
  return async () => {
    if (!caller) return;
    const after = await branches();
    for (const ref of new Set([...before.keys(), ...after.keys()]))
      await noteMove(
        { ...forge, repository, git },
        caller.account,
        ref,
        before.get(ref),
        after.get(ref),
      );
  };
}

function findRepository(forge: Forge, { owner, name }: GitRequest): ForgeRepository | undefined {
  const { repository } = forge;
  if (sameName(owner, repository.owner) && sameName(name, repository.name)) return repository;
  const fork = findFork(forge, owner, name);
  return fork && forkForge(forge, fork).repository;
}

function parseGitRequest(url: string): GitRequest | undefined {
  const { pathname, searchParams, search } = new URL(url, 'http://localhost');
  const match =
    /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(pathname);
  const [, owner = '', name = '', action = ''] = match ?? [];
  const access = services[action === 'info/refs' ? (searchParams.get('service') ?? '') : action];
  if (!match || !access) return undefined;
  return { owner, name, pathInfo: `/${action}`, query: search.slice(1), access };
}

function refusalOf(
  { callers }: Forge,
  repository: ForgeRepository | undefined,
  asked: GitRequest,
  request: IncomingMessage,
): { status: number; message: string } | undefined {
  const caller = callerFromBasic(request.headers.authorization, callers);
  const anonymousReader = asked.access === 'read' && repository?.private === false;
  if (request.headers.authorization !== undefined && !caller)
    return { status: 401, message: 'Bad credentials' };
  if (!caller && !anonymousReader) return { status: 401, message: 'Authentication required' };
  if (!repository) return { status: 404, message: 'Repository not found.' };
  // Somebody else's fork is theirs to write to, whatever the token may do to the repository.
  const foreign = repository.fork && repository.ownerId !== caller?.account.id;
  const granted = caller && grants(caller.permissions, 'contents', asked.access);
  if (caller && (!granted || (foreign && asked.access === 'write')))
    return { status: 403, message: `Permission to ${repository.owner}/${repository.name} denied.` };
  return undefined;
}

/** Git clients send the token as password of `x-access-token`. */
function callerFromBasic(
  header: string | undefined,
  callers: Forge['callers'],
): Caller | undefined {
  const match = /^basic (.+)$/i.exec(header ?? '');
  if (!match) return undefined;
  const pair = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  return callers.callerOf(pair.slice(pair.indexOf(':') + 1));
}

async function runBackend(
  bareDir: string,
  asked: GitRequest,
  request: IncomingMessage,
  response: ServerResponse,
  running: Set<ChildProcess>,
  /** Done before the answer ends, so that whoever pushed can ask at once. */
  settle: () => Promise<void> = async () => undefined,
): Promise<void> {
  const child = spawn('git', ['http-backend'], {
    env: backendEnvironment(bareDir, asked, request),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  running.add(child);
  child.on('close', () => running.delete(child));
  child.on('error', () => response.destroy());
  child.stdin.on('error', () => undefined);
  response.on('close', () => child.kill('SIGKILL'));
  request.pipe(child.stdin);
  const head = await readCgiHead(child.stdout);
  if (!head) {
    response.writeHead(500).end();
    return;
  }
  response.writeHead(head.status, head.headers);
  response.write(head.rest);
  child.stdout.pipe(response, { end: false });
  const finish = () => void settle().finally(() => response.end());
  if (child.stdout.readableEnded) finish();
  else child.stdout.once('end', finish);
}

function backendEnvironment(
  bareDir: string,
  asked: GitRequest,
  request: IncomingMessage,
): Record<string, string> {
  const header = (name: string) => request.headers[name]?.toString() ?? '';
  return gitEnvironment(
    {
      GIT_PROJECT_ROOT: bareDir,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: asked.pathInfo,
      QUERY_STRING: asked.query,
      REQUEST_METHOD: request.method ?? 'GET',
      REMOTE_USER: 'x-access-token',
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_TYPE: header('content-type'),
      ...(request.headers['content-length'] ? { CONTENT_LENGTH: header('content-length') } : {}),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
    },
    // GitHub serves any commit that it still has, named by its id.
    {
      'http.receivepack': 'true',
      // Nobody pushes to what follows pull requests.
      'receive.hideRefs': 'refs/pull',
      'uploadpack.allowAnySHA1InWant': 'true',
      'uploadpack.allowFilter': 'true',
    },
  );
}

interface CgiHead {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly rest: Buffer;
}

async function readCgiHead(stdout: NodeJS.ReadableStream): Promise<CgiHead | undefined> {
  let read = Buffer.alloc(0);
  let ended = false;
  stdout.once('end', () => {
    ended = true;
  });
  while (!ended) {
    const chunk: Buffer | string | null = stdout.read();
    if (chunk === null) {
      await Promise.race([once(stdout, 'readable'), once(stdout, 'end')]);
      continue;
    }
    read = Buffer.concat([read, Buffer.from(chunk)]);
    const end = read.indexOf('\r\n\r\n');
    if (end >= 0)
      return parseHead(read.subarray(0, end).toString('latin1'), read.subarray(end + 4));
  }
  return undefined;
}

function parseHead(text: string, rest: Buffer): CgiHead {
  const fields = text.split('\r\n').map((line): readonly [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const { status = '200', ...headers } = Object.fromEntries(fields);
  return { status: Number.parseInt(status, 10), headers, rest };
}
