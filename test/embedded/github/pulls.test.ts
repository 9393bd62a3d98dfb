import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GitHubEvent } from '../../../action/embedded/github/forge.ts';
import { gitEnvironment } from '../../../action/embedded/github/git.ts';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    tokens: [
      {
        token: 'pulls',
        app: 'github-actions',
        permissions: { pull_requests: 'write', contents: 'read' },
      },
      { token: 'issues', app: 'github-actions', permissions: { issues: 'write' } },
      { token: 'writer', app: 'patchplane', permissions: { contents: 'write' } },
    ],
  });
});

afterAll(async () => {
  await fixture.stop();
});

const call = (token: string, method: string, path: string, body?: unknown) =>
  callWith(fixture, token, method, path, body);
const Payload = z.looseObject({
  number: z.int(),
  pull_request: z.looseObject({ head: z.looseObject({ sha: z.string() }) }),
});
const opened = ({ payload }: GitHubEvent) => Payload.parse(payload);
const run = promisify(execFile);
const address = (token: string, owner = 'acme') =>
  fixture.github
    .cloneUrl(owner, 'pagination')
    .replace('http://', `http://x-access-token:${token}@`);
const git = (...argv: string[]) => run('git', argv, { cwd: fixture.folder, env: gitEnvironment() });
const remoteSha = async (ref: string) =>
  (await git('ls-remote', address('pulls'), ref)).stdout.split('\t')[0];

describe('a pull request from a branch', () => {
  it('says where it comes from and goes, and git can fetch it', async () => {
    const event = await fixture.github.openPull({
      by: 'will-writes',
      branch: 'feature',
      files: { 'src/page.js': 'export const lastPage = 1;\n', 'docs/old.md': null },
      draft: true,
    });
    const { number, pull_request: pull } = opened(event);
    const { sha } = pull.head;

    expect(event).toMatchObject({ name: 'pull_request', payload: { action: 'opened', number } });
    expect(await call('pulls', 'GET', `/pulls/${number}`)).toMatchObject({
      status: 200,
      body: {
        state: 'open',
        draft: true,
        user: { id: 11_223_344 },
        head: { sha, ref: 'feature', label: 'acme:feature', repo: { id: 814_523_001 } },
        base: { ref: 'main', sha: fixture.start.commit, repo: { id: 814_523_001 } },
        merge_commit_sha: expect.stringMatching(/^[0-9a-f]{40}$/),
        mergeable: true,
        commits: 1,
        changed_files: 2,
      },
    });
    expect(await call('pulls', 'GET', `/pulls/${number}/files`)).toMatchObject({
      body: [
        { filename: 'docs/old.md', status: 'removed', deletions: 1 },
        { filename: 'src/page.js', status: 'modified', additions: 1, deletions: 1 },
      ],
    });
    expect(await remoteSha(`refs/pull/${number}/head`)).toBe(sha);
    expect(await call('pulls', 'GET', `/compare/main...${sha}`)).toMatchObject({
      status: 200,
      body: {
        status: 'ahead',
        ahead_by: 1,
        behind_by: 0,
        merge_base_commit: { sha: fixture.start.commit },
        files: [{ filename: 'docs/old.md' }, { filename: 'src/page.js' }],
      },
    });
  });

  it('moves with its branch, whoever pushes and however', async () => {
    const { github } = fixture;
    const first = opened(
      await github.openPull({ by: 'will-writes', branch: 'moving', files: { 'a.txt': 'a\n' } }),
    );
    const event = await github.push(first.number, 'mia-maintains', { 'b.txt': 'b\n' });
    const second = opened(event).pull_request.head.sha;

    expect(event.payload).toMatchObject({
      action: 'synchronize',
      before: first.pull_request.head.sha,
      after: second,
      sender: { login: 'mia-maintains' },
    });
    expect(await remoteSha(`refs/pull/${first.number}/head`)).toBe(second);

    await git('clone', '--quiet', '--branch=moving', address('writer'), 'moving');
    const author = ['-c', 'user.name=n', '-c', 'user.email=e@example.com'];
    await git('-C', 'moving', ...author, 'commit', '--quiet', '--allow-empty', '-m', 'more');
    await git('-C', 'moving', 'push', '--quiet', 'origin', 'moving');
    const { stdout } = await git('-C', 'moving', 'rev-parse', 'HEAD');
    expect(await remoteSha(`refs/pull/${first.number}/head`)).toBe(stdout.trim());
    await expect(
      git('-C', 'moving', 'push', '--quiet', 'origin', `HEAD:refs/pull/${first.number}/head`),
    ).rejects.toThrow(/deny|hidden|refused|rejected/);
  });

  it('closes, opens again, becomes ready, and stays where it was while closed', async () => {
    const { github } = fixture;
    const { number, pull_request: pull } = opened(
      await github.openPull({
        by: 'will-writes',
        branch: 'states',
        files: { 'c.txt': 'c\n' },
        draft: true,
      }),
    );
    const state = async () => (await call('pulls', 'GET', `/pulls/${number}`)).body;
    expect((await github.closePull(number, 'sam-reports')).payload).toMatchObject({
      action: 'closed',
      pull_request: { state: 'closed', merged: false },
    });
    await github.commit({ by: 'will-writes', branch: 'states', files: { 'd.txt': 'd\n' } });
    expect(await state()).toMatchObject({ state: 'closed', head: { sha: pull.head.sha } });
    const reopened = await github.reopenPull(number, 'sam-reports');
    expect(reopened.payload).toMatchObject({ action: 'reopened' });
    expect(opened(reopened).pull_request.head.sha).not.toBe(pull.head.sha);
    expect((await github.readyForReview(number, 'will-writes')).payload).toMatchObject({
      action: 'ready_for_review',
      pull_request: { draft: false },
    });
    expect(await state()).toMatchObject({ draft: false, mergeable_state: 'clean' });
  });

  it('is refused twice for one head, and for nothing new', async () => {
    await fixture.github.openPull({
      by: 'will-writes',
      branch: 'twice',
      files: { 'twice.txt': '2\n' },
    });
    const again = { title: 'Again', head: 'twice', base: 'main' };
    expect(await call('pulls', 'POST', '/pulls', again)).toMatchObject({
      status: 422,
      body: {
        errors: [{ message: 'A pull request already exists for acme:twice.', code: 'custom' }],
      },
    });
    expect(
      await call('pulls', 'POST', '/pulls', { title: 'Same', head: 'main', base: 'main' }),
    ).toMatchObject({ status: 422, body: { errors: [{ message: /No commits between/ }] } });
    expect(await call('issues', 'POST', '/pulls', again)).toEqual(
      refusal(403, 'Resource not accessible by integration'),
    );
  });

  it('that conflicts has no merge', async () => {
    const { github } = fixture;
    const two = opened(
      await github.openPull({ by: 'will-writes', branch: 'two', files: { 'x.txt': 'two\n' } }),
    );
    await github.commit({ by: 'mia-maintains', files: { 'x.txt': 'one\n' } });
    expect(await call('pulls', 'GET', `/pulls/${two.number}`)).toMatchObject({
      body: { mergeable: false, merge_commit_sha: null, mergeable_state: 'dirty' },
    });
    expect(await call('pulls', 'GET', `/compare/main...two`)).toMatchObject({
      body: { status: 'diverged', merge_base_commit: { sha: fixture.start.commit } },
    });
  });
});

describe('a pull request from a fork', () => {
  it('has its head in another repository, and its commits in this one', async () => {
    const { github } = fixture;
    const fork = await github.fork('eve-stranger');
    const event = await github.openPull({
      by: 'eve-stranger',
      forkOf: 'eve-stranger',
      branch: 'evil',
      files: { 'evil.txt': 'hello\n' },
    });
    const { number, pull_request: pull } = opened(event);

    expect(event.payload).toMatchObject({
      pull_request: {
        head: { label: 'eve-stranger:evil', repo: { id: fork.id, fork: true } },
        base: { repo: { id: 814_523_001, fork: false } },
      },
    });
    expect(await remoteSha(`refs/pull/${number}/head`)).toBe(pull.head.sha);
    expect(await call('pulls', 'GET', '/branches/evil')).toEqual(refusal(404, 'Branch not found'));
    for (const side of [pull.head.sha, 'eve-stranger:evil', 'eve-stranger:pagination:evil'])
      expect((await call('pulls', 'GET', `/compare/main...${side}`)).status).toBe(200);
    expect(await call('pulls', 'GET', '/repos/eve-stranger/pagination')).toMatchObject({
      body: { id: fork.id, fork: true, owner: { id: 66_666_666 } },
    });
    await git('ls-remote', address('pulls', 'eve-stranger'));

    const pushed = await github.push(number, 'eve-stranger', { 'evil.txt': 'again\n' });
    expect(await remoteSha(`refs/pull/${number}/head`)).toBe(opened(pushed).pull_request.head.sha);

    github.deleteFork('eve-stranger');
    expect(await call('pulls', 'GET', `/pulls/${number}`)).toMatchObject({
      body: { state: 'open', head: { repo: null, ref: 'evil', user: { id: 66_666_666 } } },
    });
  });

  it('can be opened over the API and found by its head', async () => {
    const { github } = fixture;
    await github.fork('sam-reports');
    await github.openPull({
      by: 'sam-reports',
      forkOf: 'sam-reports',
      branch: 'fix',
      files: { 'fix.txt': 'fix\n' },
    });
    const found = await call('pulls', 'GET', '/pulls?head=sam-reports:fix&state=all');
    expect(found.body).toMatchObject([{ head: { label: 'sam-reports:fix' } }]);
    expect(
      await call('pulls', 'POST', '/pulls', { title: 'x', head: 'sam-reports:fix', base: 'main' }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'A pull request already exists for sam-reports:fix.' }] },
    });
  });
});

it('compares only what is there and what shares a history', async () => {
  expect(await call('pulls', 'GET', '/compare/main...gone')).toEqual(refusal(404, 'Not Found'));
  expect(await call('pulls', 'GET', '/compare/main...nobody:main')).toEqual(
    refusal(404, 'Not Found'),
  );
  expect(await call('pulls', 'GET', '/compare/main...main')).toMatchObject({
    body: { status: 'identical', commits: [], files: [] },
  });
  expect(await call('issues', 'GET', '/compare/main...main')).toEqual(
    refusal(403, 'Resource not accessible by integration'),
  );
});

it('describes itself as GitHub does, in every exchange above', () => {
  // A deleted fork is null on GitHub, though its description knows no such pull request.
  expect(
    undescribed(fixture).filter((problem) => !problem.endsWith('/head/repo must be object')),
  ).toEqual([]);
});
