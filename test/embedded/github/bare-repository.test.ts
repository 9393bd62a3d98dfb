import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBareRepository } from '../../../action/embedded/github/bare-repository.ts';
import { createGit, type Git } from '../../../action/embedded/github/git.ts';
import { sampleFiles, writeFiles } from './github-fixture.ts';

let folder: string;
let checkout: Git;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchplane-bare-'));
  await writeFiles(join(folder, 'checkout'), sampleFiles);
  checkout = createGit(join(folder, 'checkout'));
  await checkout.bytes(['init', '--quiet', '--initial-branch=trunk']);
  await commit('first');
  await writeFile(join(checkout.directory, 'second.txt'), 'second\n');
  await commit('second');
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function commit(message: string): Promise<void> {
  await checkout.bytes(['add', '--all']);
  const author = ['-c', 'user.name=n', '-c', 'user.email=e@example.com'];
  await checkout.bytes([...author, 'commit', '--quiet', '-m', message]);
}

function target(): string {
  count += 1;
  return join(folder, `bare-${count}.git`);
}

function misconfigured(tell: RegExp) {
  return expect.objectContaining({ code: 'misconfigured', tell: expect.stringMatching(tell) });
}

describe('from a folder', () => {
  it('makes one commit, the same for the same files', async () => {
    const fromDir = join(folder, 'plain');
    await writeFiles(fromDir, sampleFiles);
    const one = await createBareRepository({ bareDir: target(), defaultBranch: 'main', fromDir });
    const bareDir = target();
    const two = await createBareRepository({ bareDir, defaultBranch: 'main', fromDir });

    expect(two).toEqual(one);
    const git = createGit(bareDir);
    expect((await git.text(['ls-tree', '-r', '--name-only', 'main'])).split('\n')).toEqual(
      Object.keys(sampleFiles).toSorted(),
    );
    expect(await git.text(['symbolic-ref', 'HEAD'])).toBe('refs/heads/main');
  });
});

describe('from a repository', () => {
  it('copies the history of HEAD under the name of the default branch', async () => {
    const bareDir = target();
    const made = await createBareRepository({
      bareDir,
      defaultBranch: 'main',
      fromRepo: { path: checkout.directory },
    });
    const git = createGit(bareDir);
    expect(made.commit).toBe(await checkout.text(['rev-parse', 'HEAD']));
    expect(await git.text(['rev-list', '--count', 'main'])).toBe('2');
    expect(await git.text(['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main');
    expect(await git.text(['fsck', '--full', '--strict'])).toBe('');
  });

  it('takes an older commit, and a detached HEAD', async () => {
    const first = await checkout.text(['rev-parse', 'HEAD~1']);
    const older = await createBareRepository({
      bareDir: target(),
      defaultBranch: 'main',
      fromRepo: { path: checkout.directory, commit: first },
    });
    expect(older.commit).toBe(first);

    await checkout.bytes(['checkout', '--quiet', '--detach', 'HEAD~1']);
    const detached = await createBareRepository({
      bareDir: target(),
      defaultBranch: 'main',
      fromRepo: { path: checkout.directory },
    });
    await checkout.bytes(['checkout', '--quiet', 'trunk']);
    expect(detached.commit).toBe(first);
  });

  it('takes a shallow checkout as far as it goes', async () => {
    const shallow = join(folder, 'shallow');
    await checkout.bytes([
      'clone',
      '--quiet',
      '--depth=1',
      `file://${checkout.directory}`,
      shallow,
    ]);
    const bareDir = target();
    await createBareRepository({ bareDir, defaultBranch: 'main', fromRepo: { path: shallow } });
    const git = createGit(bareDir);
    expect(await git.text(['rev-list', '--count', 'main'])).toBe('1');
    const again = join(folder, 'again');
    await git.bytes(['clone', '--quiet', `file://${bareDir}`, again]);
    expect(await readFile(join(again, 'second.txt'), 'utf8')).toBe('second\n');
  });

  it('shares no file with its source and runs none of its hooks', async () => {
    const hook = join(checkout.directory, '.git', 'hooks', 'post-checkout');
    await writeFile(hook, `#!/bin/sh\ntouch ${join(folder, 'hook-ran')}\n`, { mode: 0o755 });
    const bareDir = target();
    await createBareRepository({
      bareDir,
      defaultBranch: 'main',
      fromRepo: { path: checkout.directory },
    });
    await expect(readFile(join(bareDir, 'objects', 'info', 'alternates'))).rejects.toThrow();
    await expect(readFile(join(folder, 'hook-ran'))).rejects.toThrow();
  });

  it('says in one line what is wrong with a source', async () => {
    const plain = join(folder, 'nothing');
    await writeFiles(plain, { 'a.txt': 'a' });
    const empty = join(folder, 'empty');
    await checkout.bytes(['init', '--quiet', empty]);
    const from = (path: string) =>
      createBareRepository({ bareDir: target(), defaultBranch: 'main', fromRepo: { path } });

    await expect(from(join(folder, 'missing'))).rejects.toEqual(misconfigured(/is not a folder/));
    await expect(from(plain)).rejects.toEqual(misconfigured(/is not a git repository.*git init/));
    await expect(from(empty)).rejects.toEqual(misconfigured(/has no commits/));
    await expect(from(join(checkout.directory, 'src'))).rejects.toEqual(
      misconfigured(/top folder/),
    );
  });
});
