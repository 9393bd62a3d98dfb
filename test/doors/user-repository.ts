import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test'];

export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...identity, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_ALLOW_PROTOCOL: 'file',
    },
  }).trimEnd();
}

export type Files = Readonly<Record<string, string>>;

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Somebody's repository with one commit; returns its folder. */
export function makeRepository(
  folder: string,
  files: Files = { 'README.md': '# Mine\n' },
  ...init: readonly string[]
): string {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main', ...init);
  commitFiles(folder, files);
  return folder;
}

export function commitFiles(folder: string, files: Files): string {
  writeFiles(folder, files);
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '-m', Object.keys(files).join(' '));
  return git(folder, 'rev-parse', 'HEAD');
}

export function branchesOf(folder: string): string[] {
  return git(folder, 'for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads').split('\n');
}

/** Everything that the loop must leave as it is: what git and the person's editor see. */
export function stateOf(folder: string): Readonly<Record<string, string>> {
  return {
    head: git(folder, 'rev-parse', '--symbolic-full-name', 'HEAD'),
    commit: git(folder, 'rev-parse', 'HEAD'),
    status: git(folder, 'status', '--porcelain=v2', '--untracked-files=all', '--ignored'),
    index: git(folder, 'ls-files', '--stage', '--debug'),
    configuration: git(folder, 'config', '--local', '--list'),
    refs: git(folder, 'for-each-ref', '--format=%(refname) %(objectname)')
      .split('\n')
      .filter((line) => !line.startsWith('refs/heads/patchplane/'))
      .join('\n'),
  };
}
