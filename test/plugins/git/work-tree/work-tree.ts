import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository as a person has it, to be reviewed. */
export interface WorkTree {
  readonly folder: string;
  /** Ordinary git in it; the output as text. */
  git(...args: readonly string[]): string;
  write(path: string, content: string | Uint8Array): void;
  commit(message: string): string;
  remove(): void;
}

export function createWorkTree(files: Readonly<Record<string, string | Uint8Array>>): WorkTree {
  const root = mkdtempSync(join(tmpdir(), 'patchplane-work-tree-'));
  const folder = join(root, 'repository');
  mkdirSync(folder);
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A Person',
    GIT_AUTHOR_EMAIL: 'person@example.com',
    GIT_COMMITTER_NAME: 'A Person',
    GIT_COMMITTER_EMAIL: 'person@example.com',
  };
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8', maxBuffer: 1e9 });
  const write = (path: string, content: string | Uint8Array) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const commit = (message: string) => {
    git('add', '-A', '-f');
    git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD').trim();
  };
  git('init', '-q', '-b', 'main');
  for (const [path, content] of Object.entries(files)) write(path, content);
  if (Object.keys(files).length > 0) commit('base');
  return {
    folder,
    git,
    write,
    commit,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
