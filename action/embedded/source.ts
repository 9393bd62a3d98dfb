import { execFileSync } from 'node:child_process';
import { basename, join, resolve } from 'node:path';
import { Failure } from '../domain/failure.ts';
import { createBareRepository } from './github/bare-repository.ts';

/** What the loop runs on: the sample that comes with PatchPlane, or somebody's repository. */
export type Source =
  | { readonly kind: 'sample' }
  | { readonly kind: 'repository'; readonly path: string };

export interface Hosted {
  readonly name: string;
  readonly defaultBranch: string;
  readonly bareDir: string;
  readonly commit: string;
}

const sample = resolve(import.meta.dirname, '..', '..', 'examples', 'sample-repo');

/** Puts the source into a bare repository that the embedded GitHub serves. */
export async function hostSource(source: Source, stateDir: string): Promise<Hosted> {
  const bareDir = join(stateDir, 'repository.git');
  if (source.kind === 'sample') {
    const { commit } = await createBareRepository({
      bareDir,
      defaultBranch: 'main',
      fromDir: sample,
    });
    return { name: 'pagination', defaultBranch: 'main', bareDir, commit };
  }
  const defaultBranch = currentBranch(source.path);
  const { commit } = await createBareRepository({
    bareDir,
    defaultBranch,
    fromRepo: { path: source.path },
  });
  return { name: repositoryName(source.path), defaultBranch, bareDir, commit };
}

/**
 * Brings a published branch into the repository that the loop ran on: one new ref and its
 * objects. Work tree, index and checked-out branch stay as they are.
 */
export function deliver(bareDir: string, path: string, branch: string): void {
  const ref = `refs/heads/${branch}`;
  try {
    git(path, [
      '-c',
      'core.hooksPath=/dev/null',
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      bareDir,
      `${ref}:${ref}`,
    ]);
  } catch (cause) {
    throw new Failure({
      code: 'unavailable',
      tell: `The branch was published but could not be fetched into ${path}. Fetch it yourself before the next start: git fetch ${bareDir} ${ref}`,
      cause,
    });
  }
}

function currentBranch(path: string): string {
  try {
    return git(path, ['symbolic-ref', '--short', '--quiet', 'HEAD']).trim() || 'main';
  } catch {
    // Detached, or not a repository: the copy says which of the two it is.
    return 'main';
  }
}

function repositoryName(path: string): string {
  return (
    basename(resolve(path))
      .replace(/[^A-Za-z0-9._-]/g, '-')
      .replace(/^[.-]+/, '')
      .replace(/\.git$/, '') || 'repository'
  );
}

function git(cwd: string, args: readonly string[]): string {
  // The person named this repository: whoever owns its files, git may read it.
  return execFileSync('git', ['-c', 'safe.directory=*', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], GIT_TERMINAL_PROMPT: '0' },
  });
}
