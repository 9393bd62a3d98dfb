import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileEnvironment, listenAsStranger, type Stranger } from './hostile-environment.ts';
import { createScratch, type Scratch } from './scratch.ts';
import {
  branchesOf,
  commitFiles,
  git,
  makeRepository,
  stateOf,
  writeFiles,
} from './user-repository.ts';

let scratch: Scratch;
let stranger: Stranger;
beforeAll(async () => {
  scratch = createScratch();
  stranger = await listenAsStranger();
});
afterAll(() => {
  stranger.close();
  scratch.close();
});

const task = ['--task', 'Leave a note about this repository.'];

describe("the loop on somebody's own repository", () => {
  it('delivers the approved branch and touches nothing else, whatever the environment says', async () => {
    const folder = scratch.path('my wörk', 'ré po');
    makeRepository(folder, { 'package.json': '{"name":"mine"}\n', '.gitignore': 'ignored.txt\n' });
    git(folder, 'switch', '--quiet', '--create', 'feature/größer');
    commitFiles(folder, { 'a b.txt': 'one\n', 'ü.txt': 'two\n' });
    // Work in progress: changed, staged, untracked and ignored.
    appendFileSync(`${folder}/a b.txt`, 'not committed\n');
    writeFiles(folder, { 'staged.txt': 's\n', 'untracked.env': 'KEY=1\n', 'ignored.txt': 'i\n' });
    git(folder, 'add', 'staged.txt');
    writeFileSync(`${folder}/.git/hooks/reference-transaction`, '#!/bin/sh\nexit 1\n', {
      mode: 0o755,
    });
    const before = stateOf(folder);

    const ended = await scratch.start(
      ['--repo', 'my wörk/ré po', ...task, '--decide', 'approve', '--out', 'approved.json'],
      { env: hostileEnvironment(stranger.url) },
    );

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { run, candidate, publication } = scratch.result('approved.json');
    const branch = publication.branch ?? '';
    expect([run.state, publication.status]).toEqual(['published', 'published']);
    expect(stateOf(folder)).toEqual(before);
    expect(branchesOf(folder)).toEqual(['feature/größer', 'main', branch]);
    expect(git(folder, 'rev-parse', branch, `${branch}^{tree}`, `${branch}^`).split('\n')).toEqual([
      publication.commit,
      candidate.resultTree,
      before['commit'],
    ]);
    const names = git(folder, '-c', 'core.quotePath=off', 'ls-tree', '--name-only', branch);
    expect(names).not.toMatch(/untracked|staged|ignored\.txt/);
    expect(names).toContain('ü.txt');
    expect(ended.stdout).toContain(`git log -p ${branch}`);
    expect(stranger.visits()).toBe(0);
  });

  it('runs on a detached linked worktree with a submodule, and delivers nothing rejected', async () => {
    const library = makeRepository(scratch.path('library'));
    const main = makeRepository(scratch.path('main'), { 'tool.py': 'print("hello")\n' });
    git(main, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'lib');
    commitFiles(main, { 'more.py': 'pass\n' });
    git(main, 'worktree', 'add', '--quiet', '--detach', scratch.path('linked'), 'HEAD');
    const linked = scratch.path('linked');
    const before = stateOf(linked);

    const ended = await scratch.start([
      ...['--repo', linked, ...task, '--decide', 'reject', '--out', 'rejected.json'],
    ]);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { run, candidate, decision, publication } = scratch.result('rejected.json');
    expect([run.state, decision.status, publication.status]).toEqual([
      'rejected',
      'rejected',
      'none',
    ]);
    expect(candidate.baseSha).toBe(before['commit']);
    expect(stateOf(linked)).toEqual(before);
    expect(branchesOf(main)).toEqual(['main']);
  });

  it('keeps a branch that the repository does not take, and says how to get it', async () => {
    const origin = makeRepository(scratch.path('origin'));
    commitFiles(origin, { 'two.txt': '2\n' });
    git(scratch.folder, 'clone', '--quiet', '--depth=1', `file://${origin}`, 'shallow');
    const folder = scratch.path('shallow');
    // Now there can be no branch below that name.
    git(folder, 'branch', 'patchplane');

    const ended = await scratch.start([
      ...['--repo', folder, ...task, '--decide', 'approve', '--out', 'kept.json'],
    ]);

    expect(ended.code).toBe(1);
    const { publication } = scratch.result('kept.json');
    expect(publication.status).toBe('published');
    expect(branchesOf(folder)).toEqual(['main', 'patchplane']);
    const [, file = '', ref = ''] = /git fetch (\S+) (refs\/heads\/\S+)/.exec(ended.stdout) ?? [];
    expect(readFileSync(file).length).toBeGreaterThan(0);
    git(folder, 'fetch', '--quiet', file, ref);
    expect(git(folder, 'rev-parse', 'FETCH_HEAD')).toBe(publication.commit);
  });
});
