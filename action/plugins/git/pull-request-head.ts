import { GitObjectId } from '../../domain/ids.ts';
import type { Fetch } from './fetcher.ts';
import type { Git } from './git.ts';

type HeadTree =
  | { readonly kind: 'tree'; readonly tree: GitObjectId }
  | { readonly kind: 'refused'; readonly because: string };

/**
 * The tree of a pull request's head. It is fetched by the ref that the forge keeps for it in the
 * base repository, so that no fork needs to be known, and it must be the commit that was frozen.
 */
export async function pullRequestHead(
  git: Git,
  fetch: Fetch,
  head: { readonly number: number; readonly sha: GitObjectId },
): Promise<HeadTree> {
  const frozen = GitObjectId.parse(head.sha);
  const ours = `refs/patchplane/pull/${head.number}`;
  await fetch(`+refs/pull/${head.number}/head:${ours}`);
  const { stdout } = await git.must({ args: ['rev-parse', '--verify', `${ours}^{commit}`] });
  if (stdout.toString('latin1').trim() !== frozen) {
    return {
      kind: 'refused',
      because: `The head of pull request #${head.number} is not commit ${frozen.slice(0, 12)} any more.`,
    };
  }
  const tree = await git.must({ args: ['rev-parse', '--verify', `${frozen}^{tree}`] });
  return { kind: 'tree', tree: GitObjectId.parse(tree.stdout.toString('latin1').trim()) };
}
