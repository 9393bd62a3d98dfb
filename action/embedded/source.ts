import { basename, join, resolve } from 'node:path';
import { Failure } from '../domain/failure.ts';
import { findProgram } from './find-program.ts';
import { createBareRepository, requireRepository } from './github/bare-repository.ts';
import { createGit } from './github/git.ts';

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

export function requireGit(path: string): void {
  if (findProgram('git', path)) return;
  throw new Failure({
    code: 'misconfigured',
    tell: 'git is not installed, or not on PATH. Install it: apt-get install git',
  });
}

/** Throws `Failure` `misconfigured`, with the fix, where there is nothing to run on. */
export async function requireSource(source: Source): Promise<void> {
  if (source.kind === 'repository') await requireRepository(source.path);
}

/**
 * Puts the source into a bare repository that the embedded GitHub serves. `files` go into the sample
 * by path; nothing is added to what is somebody's own.
 */
export async function hostSource(
  source: Source,
  stateDir: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Hosted> {
  const bareDir = join(stateDir, 'repository.git');
  if (source.kind === 'sample') {
    const { commit } = await createBareRepository({
      bareDir,
      defaultBranch: 'main',
      fromDir: sample,
      files,
    });
    return { name: 'pagination', defaultBranch: 'main', bareDir, commit };
  }
  const defaultBranch = await currentBranch(source.path);
  const commit = await copy(source.path, bareDir, defaultBranch);
  return { name: repositoryName(source.path), defaultBranch, bareDir, commit };
}

async function copy(path: string, bareDir: string, defaultBranch: string): Promise<string> {
  try {
    return (await createBareRepository({ bareDir, defaultBranch, fromRepo: { path } })).commit;
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    const said = cause instanceof Error ? cause.message : '';
    throw new Failure({
      code: 'misconfigured',
      tell: `The repository ${JSON.stringify(path)} can not be copied (${oneLine(said)}): give a full clone; a partial or damaged one lacks objects.`,
      cause,
    });
  }
}

/** The branch that is checked out; a detached HEAD is served under the usual name. */
async function currentBranch(path: string): Promise<string> {
  const head = await createGit(path).run(['symbolic-ref', '--short', '--quiet', 'HEAD']);
  return (head.code === 0 && head.stdout.toString('utf8').trim()) || 'main';
}

function repositoryName(path: string): string {
  return (
    basename(resolve(path))
      .replace(/[^A-Za-z0-9._-]/g, '-')
      .replace(/^[.-]+/, '')
      .replace(/\.git$/, '')
      .slice(0, 100) || 'repository'
  );
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 300);
}
