import type { Derivation, FrozenBase } from '../../core/services/source-control-service.ts';
import type { TreeChange } from '../../domain/candidate-patch-set.ts';
import { sha256Hex } from '../../domain/digest.ts';
import { Failure } from '../../domain/failure.ts';
import type { GitObjectId } from '../../domain/ids.ts';
import type { Git } from './git.ts';
import type { CandidateLimits } from './limits.ts';
import { readTreeChanges } from './tree-changes.ts';

/**
 * The canonical patch of two trees and what it changes. The repository is bare, has no
 * attributes and no configuration of its own, so the bytes depend on the two trees alone.
 */
export async function derivePatch(
  git: Git,
  base: FrozenBase,
  resultTree: GitObjectId,
  limits: CandidateLimits,
  submodules: 'refused' | 'listed' = 'refused',
): Promise<Derivation> {
  const listed = await git.must({
    args: [...rawChanges, base.tree, resultTree],
    maxOutputBytes: 256 * 1024 * 1024,
  });
  const { changes, additions, deletions } = readTreeChanges(listed.stdout);
  if (changes.length > limits.files)
    return refused(`It changes ${changes.length} files; at most ${limits.files} are allowed.`);
  if (submodules === 'refused' && changes.some(touchesSubmodule))
    return refused('It changes a submodule, whose content nobody here could check.');

  const patch = await canonicalPatch(git, base, resultTree, limits);
  if (!patch) return refused(`Its patch is larger than ${limits.patchBytes} bytes.`);
  return {
    kind: 'derived',
    derived: {
      resultTree,
      patch,
      patchSha256: sha256Hex(patch),
      changes,
      stats: { filesChanged: changes.length, additions, deletions },
    },
  };
}

const submodule = '160000';

function touchesSubmodule({ oldMode, newMode }: TreeChange): boolean {
  return oldMode === submodule || newMode === submodule;
}

const rawChanges = [
  'diff-tree',
  '-r',
  '-z',
  '--raw',
  '--numstat',
  '--no-abbrev',
  '--no-renames',
  '--no-textconv',
  '--no-ext-diff',
] as const;

/** These options are the definition of the digest: anyone with the two trees gets the same bytes. */
const canonicalOptions = [
  'diff-tree',
  '-p',
  '--binary',
  '--full-index',
  '--no-renames',
  '--no-textconv',
  '--no-ext-diff',
] as const;

async function canonicalPatch(
  git: Git,
  base: FrozenBase,
  resultTree: GitObjectId,
  limits: CandidateLimits,
): Promise<Uint8Array | undefined> {
  try {
    const { stdout } = await git.must({
      args: [...canonicalOptions, base.tree, resultTree],
      maxOutputBytes: limits.patchBytes,
      timeoutSeconds: 120,
    });
    return stdout;
  } catch (error) {
    if (error instanceof Failure && error.code === 'too-large') return undefined;
    throw error;
  }
}

function refused(because: string): Derivation {
  return { kind: 'refused', because: `The candidate is refused. ${because}` };
}
