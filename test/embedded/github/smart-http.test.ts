import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gitEnvironment } from '../../../action/embedded/github/git.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;

beforeAll(async () => {
  fixture = await startSampleGitHub();
});

afterAll(async () => {
  await fixture.stop();
});

const repo = '/repos/acme/pagination';
const Json = z.record(z.string(), z.unknown());

/** Status and JSON body of one call. */
async function call(token: string, method: string, path: string, body?: unknown) {
  const response = await fixture.api(token, method, `${repo}${path}`, body);
  const text = await response.text();
  return { status: response.status, body: Json.parse(text === '' ? {} : JSON.parse(text)) };
}

describe('the git database and git over HTTP are one repository', () => {
  const run = promisify(execFile);
  const git = (...argv: string[]) =>
    run('git', argv, { cwd: fixture.folder, env: gitEnvironment() });
  const address = (token: string) =>
    fixture.github
      .cloneUrl('acme', 'pagination')
      .replace('http://', `http://x-access-token:${token}@`);

  it('serves a commit that no ref names, to a token that may read', async () => {
    const blob = await call('token-publish', 'POST', '/git/blobs', {
      content: 'aGk=',
      encoding: 'base64',
    });
    const tree = await call('token-publish', 'POST', '/git/trees', {
      base_tree: fixture.start.tree,
      tree: [{ path: 'hi.txt', mode: '100644', type: 'blob', sha: blob.body['sha'] }],
    });
    const commit = await call('token-publish', 'POST', '/git/commits', {
      message: 'hi',
      tree: tree.body['sha'],
    });
    const sha = z.string().parse(commit.body['sha']);

    await git('init', '--quiet', 'fetched');
    await git('-C', 'fetched', 'fetch', '--quiet', '--depth=1', address('token-propose'), sha);

    expect((await git('-C', 'fetched', 'show', 'FETCH_HEAD:hi.txt')).stdout).toBe('hi');
  });

  it('takes a push from a token that may write, and shows it in the API', async () => {
    await git('clone', '--quiet', address('token-publish'), 'pushed');
    const author = ['-c', 'user.name=n', '-c', 'user.email=e@example.com'];
    await git('-C', 'pushed', ...author, 'commit', '--quiet', '--allow-empty', '-m', 'pushed');
    await git('-C', 'pushed', 'push', '--quiet', 'origin', 'HEAD:refs/heads/pushed');
    const { stdout } = await git('-C', 'pushed', 'rev-parse', 'HEAD');

    expect(await call('token-propose', 'GET', '/branches/pushed')).toMatchObject({
      status: 200,
      body: { commit: { sha: stdout.trim() } },
    });
    expect(await fixture.git.text(['log', '-1', '--format=%s', 'pushed'])).toBe('pushed');
  });

  it('refuses a push from a token that may only read', async () => {
    await git('clone', '--quiet', address('token-propose'), 'reader');
    await expect(
      git('-C', 'reader', 'push', '--quiet', 'origin', 'HEAD:refs/heads/sneaky'),
    ).rejects.toThrow(/403/);
  });

  it.each(['token-nothing', 'wrong'])('shows nothing to %s', async (token) => {
    await expect(git('ls-remote', address(token))).rejects.toThrow(/403|Authentication failed/);
  });

  it('shows nothing without a token, and no plain files ever', async () => {
    const server = fixture.github.serverUrl;
    const anonymous = await fetch(
      `${server}/acme/pagination.git/info/refs?service=git-upload-pack`,
    );
    expect(anonymous.status).toBe(401);
    for (const path of ['HEAD', 'config', 'info/refs', 'objects/info/packs'])
      expect((await fetch(`${server}/acme/pagination.git/${path}`)).status).toBe(404);
  });
});
