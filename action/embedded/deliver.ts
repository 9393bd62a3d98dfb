import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createGit, type Git } from './github/git.ts';

export type Delivery =
  | { readonly status: 'delivered' }
  /** Where the branch was put aside instead, as a git bundle. */
  | { readonly status: 'kept'; readonly because: string; readonly file: string };

export interface Parcel {
  /** Where the branch was published. */
  readonly bareDir: string;
  /** The person's own repository. */
  readonly path: string;
  readonly branch: string;
  /** Where to keep it when their repository does not take it. */
  readonly keepAt: string;
}

/**
 * Brings a published branch into the repository that the loop ran on: one new ref and its
 * objects. Work tree, index, configuration and checked-out branch stay as they are, and no
 * hook runs. What does not get in is kept, because the place it was published to goes away.
 */
export async function deliver({ bareDir, path, branch, keepAt }: Parcel): Promise<Delivery> {
  const ref = `refs/heads/${branch}`;
  const fetched = await createGit(path).run([
    'fetch',
    ...['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance'],
    ...['--no-recurse-submodules', '--no-prune', bareDir, `${ref}:${ref}`],
  ]);
  if (fetched.code === 0) return { status: 'delivered' };
  await keep(createGit(bareDir), ref, keepAt);
  const because = fetched.stderr.trim().split('\n')[0] ?? '';
  return { status: 'kept', because, file: keepAt };
}

async function keep(bare: Git, ref: string, file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  await bare.bytes(['bundle', 'create', '--quiet', file, ref]);
}
