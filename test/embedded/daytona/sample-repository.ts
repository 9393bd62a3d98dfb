import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, normalize } from 'node:path';

/** A repository with two commits; `first` is not the tip of any branch. */
export interface SampleRepository {
  readonly folder: string;
  readonly first: string;
  readonly second: string;
}

export function makeRepository(folder: string): SampleRepository {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: gitEnvironment }).trim();
  mkdirSync(folder, { recursive: true });
  git('init', '--quiet', '--initial-branch', 'main');
  const commit = (text: string): string => {
    writeFileSync(join(folder, 'hello.txt'), text);
    git('add', '.');
    git('commit', '--quiet', '-m', 'sample');
    return git('rev-parse', 'HEAD');
  };
  const first = commit('first\n');
  const second = commit('second\n');
  git('update-server-info');
  return { folder, first, second };
}

/** Serves it read-only, in git's simplest way, to whoever brings the token. */
export async function serveRepository(
  { folder }: SampleRepository,
  token: string,
): Promise<{ url: string; close: () => void }> {
  const wanted = `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const server: Server = createServer((request, response) => {
    if (request.headers.authorization !== wanted) {
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
      return;
    }
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      response.end(readFileSync(join(folder, '.git', path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

const gitEnvironment = {
  PATH: process.env['PATH'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'sample',
  GIT_AUTHOR_EMAIL: 'sample@example.com',
  GIT_COMMITTER_NAME: 'sample',
  GIT_COMMITTER_EMAIL: 'sample@example.com',
};
