import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import type {
  BaseFile,
  FrozenBase,
  TrustedRepository,
} from '../../core/services/source-control-service.ts';
import type { GitObjectId } from '../../domain/ids.ts';
import type { BlobReader } from './blob-reader.ts';
import { derivePatch } from './derive-patch.ts';
import type { Fetch } from './fetcher.ts';
import type { Git } from './git.ts';
import { ignoredPaths } from './ignored-paths.ts';
import type { CandidateLimits } from './limits.ts';
import { listTree } from './list-tree.ts';
import { pullRequestHead } from './pull-request-head.ts';
import { indexFromPatch, indexFromWorktree } from './result-index.ts';
import { whyRefused } from './worktree-rules.ts';

interface OpenRepository {
  readonly git: Git;
  readonly fetch: Fetch;
  readonly blobs: BlobReader;
  readonly base: FrozenBase;
  /** The temporary folder that holds the repository and everything made on the way. */
  readonly home: string;
  readonly limits: CandidateLimits;
  readonly close: () => Promise<void>;
}

export function createTrustedRepository(open: OpenRepository): TrustedRepository {
  const { git, fetch, blobs, base, home, limits } = open;
  let listed: Promise<readonly BaseFile[]> | undefined;
  const listBase = () => {
    listed ??= listTree(git, base.tree);
    return listed;
  };
  let indexes = 0;
  const nextIndex = () => {
    indexes += 1;
    return join(home, `index-${indexes}`);
  };
  const readBlob = (blob: GitObjectId) => blobs.read(blob);

  return {
    base,
    listBase,
    readBlob,
    async readBaseFile(path) {
      const wanted = Buffer.from(path);
      const file = (await listBase()).find((entry) => wanted.equals(entry.path));
      // A link's text is not the content of a file: whoever follows it reads something else.
      if (!file?.mode.startsWith('100')) return undefined;
      return await readBlob(file.blob);
    },
    ignoredPaths: (ignoreFiles, untracked) =>
      ignoredPaths({ git, home, seconds: limits.ignoreSeconds }, ignoreFiles, untracked),
    async derive(worktree) {
      const because = whyRefused(worktree, limits);
      if (because) return { kind: 'refused', because };
      const made = await indexFromWorktree(
        { git, base, index: nextIndex(), files: await listBase() },
        worktree,
      );
      return made.kind === 'refused' ? made : await derivePatch(git, base, made.tree, limits);
    },
    async applyPatch(patch) {
      const made = await indexFromPatch({ git, base, index: nextIndex() }, patch);
      return made.kind === 'refused' ? made : await derivePatch(git, base, made.tree, limits);
    },
    async derivePullRequest(head) {
      const fetched = await pullRequestHead(git, fetch, head);
      if (fetched.kind === 'refused') return fetched;
      // Nobody here makes this tree: what is odd in it is for policy to see and to say.
      return await derivePatch(git, base, fetched.tree, limits, 'listed');
    },
    close: open.close,
  };
}
