import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CaptureScratch,
  candidateOf,
  changesOf,
  createCaptureScratch,
  reasonOf,
} from '../core/capture/capture-scratch.ts';
import { type Files, ordinaryGit, writeFiles } from '../plugins/git/scratch-repository.ts';

const scratches: CaptureScratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

function scratch(files: Files, submodules?: Readonly<Record<string, string>>): CaptureScratch {
  const made = createCaptureScratch(files, submodules);
  scratches.push(made);
  return made;
}

describe('[D3] entries that are not plain files', () => {
  it('a link is taken as a link, with the text it holds and nothing behind it', async () => {
    const made = scratch({ 'config/passwd': 'mine\n' });
    rmSync(join(made.workspace, 'config'), { recursive: true });
    symlinkSync('/etc', join(made.workspace, 'config'));
    symlinkSync('..', join(made.workspace, 'loop'));

    const outcome = await made.capture();

    expect(changesOf(outcome)).toEqual(['A config', 'D config/passwd', 'A loop']);
    const { set, patch } = candidateOf(outcome);
    expect(set.changes.map(({ newMode }) => newMode)).toEqual(['120000', null, '120000']);
    expect(new TextDecoder().decode(patch)).not.toContain(
      readFileSync('/etc/passwd', 'utf8').slice(0, 20),
    );
  });

  it('a new executable bit is told as a mode', async () => {
    const made = scratch({ 'run.sh': '#!/bin/sh\n' });
    execFileSync('chmod', ['755', join(made.workspace, 'run.sh')]);

    const [change] = candidateOf(await made.capture()).set.changes;

    expect(change).toMatchObject({ status: 'M', oldMode: '100644', newMode: '100755' });
  });

  it('a pipe, a socket and a repository inside stop the run, unless they are ignored', async () => {
    const pipe = scratch({ '.gitignore': 'tmp/\n' });
    execFileSync('mkfifo', [join(pipe.workspace, 'pipe')]);
    const socket = scratch({ a: 'a' });
    const server = createServer().listen(join(socket.workspace, 's'));
    const nested = scratch({ a: 'a' });
    mkdirSync(join(nested.workspace, 'vendor'));
    ordinaryGit(nested.root)(nested.workspace, 'init', '-q', 'vendor/lib');
    const worktree = scratch({ a: 'a' });
    writeFiles(worktree.workspace, { 'vendor/.git': 'gitdir: /etc' });
    const ignored = scratch({ '.gitignore': 'tmp/\n' });
    mkdirSync(join(ignored.workspace, 'tmp'));
    execFileSync('mkfifo', [join(ignored.workspace, 'tmp/pipe')]);

    expect(reasonOf(await pipe.capture())).toContain('named pipe');
    expect(reasonOf(await socket.capture())).toContain('socket');
    expect(reasonOf(await nested.capture())).toContain('"vendor/lib/.git"');
    expect(reasonOf(await worktree.capture())).toContain('"vendor/.git"');
    expect(candidateOf(await ignored.capture()).set.status).toBe('empty');
    server.close();
  });

  it('a tracked file turned into a pipe stops the run even where rules ignore it', async () => {
    const made = scratch({ '.gitignore': '', tracked: 't' });
    rmSync(join(made.workspace, 'tracked'));
    writeFiles(made.workspace, { '.gitignore': '*' });
    execFileSync('mkfifo', [join(made.workspace, 'tracked')]);

    expect(reasonOf(await made.capture())).toContain('named pipe');
  });

  it.each([
    ['a file in place of a submodule', { sub: 'x' }],
    ['a link in place of a submodule', { sub: { link: '/etc' } }],
    ['files inside a submodule', { 'sub/file': 'x' }],
  ] as const)('%s stops the run', async (_about, files) => {
    const made = scratch({ a: 'a' }, { sub: '1'.repeat(40) });
    rmSync(join(made.workspace, 'sub'), { recursive: true, force: true });
    writeFiles(made.workspace, files);

    expect(reasonOf(await made.capture())).not.toBe('');
  });

  it('a patch that adds a submodule is refused', async () => {
    const made = scratch({ a: 'a' });
    const repository = await made.open();
    const patch = [
      'diff --git a/sub b/sub',
      'new file mode 160000',
      `index ${'0'.repeat(40)}..${'1'.repeat(40)}`,
      '--- /dev/null',
      '+++ b/sub',
      '@@ -0,0 +1 @@',
      `+Subproject commit ${'1'.repeat(40)}`,
      '',
    ].join('\n');

    const answer = await repository.applyPatch(new TextEncoder().encode(patch));

    expect(answer).toMatchObject({ because: expect.stringContaining('submodule') });
    await repository.close();
  });
});
