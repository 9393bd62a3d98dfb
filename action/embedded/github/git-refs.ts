import type { Git } from './git.ts';

export interface Ref {
  readonly name: string;
  readonly sha: string;
  readonly type: string;
}

export type RefChange =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly because: string };

const done: RefChange = { kind: 'done' };

/** Refs whose full name starts with the prefix. */
export async function listRefs(git: Git, prefix: string): Promise<readonly Ref[]> {
  const format = '--format=%(refname)%00%(objectname)%00%(objecttype)';
  const listing = await git.text(['for-each-ref', format]);
  return listing
    .split('\n')
    .filter((line) => line.startsWith(prefix))
    .map((line) => {
      const [name = '', sha = '', type = ''] = line.split('\0');
      return { name, sha, type };
    });
}

export async function readRef(git: Git, name: string): Promise<Ref | undefined> {
  const refs = await listRefs(git, name);
  return refs.find((ref) => ref.name === name);
}

export async function isRefName(git: Git, name: string): Promise<boolean> {
  return (await git.run(['check-ref-format', name])).code === 0;
}

/** Creates a ref, in one atomic step, only where there is none. */
export async function createRef(git: Git, name: string, sha: string): Promise<RefChange> {
  const result = await git.run(['update-ref', name, sha, '0'.repeat(sha.length)]);
  if (result.code === 0) return done;
  const exists = (await readRef(git, name)) !== undefined;
  return {
    kind: 'refused',
    because: exists ? 'Reference already exists' : 'Reference update failed',
  };
}

export async function updateRef(
  git: Git,
  ref: Ref,
  sha: string,
  force: boolean,
): Promise<RefChange> {
  const forward = await git.run(['merge-base', '--is-ancestor', ref.sha, sha]);
  if (!force && forward.code !== 0)
    return { kind: 'refused', because: 'Update is not a fast forward' };
  const result = await git.run(['update-ref', ref.name, sha, ref.sha]);
  return result.code === 0 ? done : { kind: 'refused', because: 'Reference update failed' };
}

export async function deleteRef(git: Git, ref: Ref): Promise<RefChange> {
  const result = await git.run(['update-ref', '-d', ref.name, ref.sha]);
  return result.code === 0 ? done : { kind: 'refused', because: 'Reference update failed' };
}
