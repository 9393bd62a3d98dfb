import type { NewCommit, RepositoryRef } from '../../core/services/source-control-service.ts';
import type { TreeChange } from '../../domain/candidate-patch-set.ts';
import { Failure } from '../../domain/failure.ts';
import type { GitObjectId } from '../../domain/ids.ts';
import { CommitAnswer, ObjectAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { named } from './same-repository.ts';

const needs = 'contents: write';
const createBlob: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/git/blobs',
  doing: 'upload a file of the patch',
  needs,
};
const createTree: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/git/trees',
  doing: 'create the tree of the patch',
  needs: 'contents: write (and, to touch .github/workflows, workflows: write)',
};
const createCommit: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/git/commits',
  doing: 'create the commit',
  needs,
};

interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'commit';
  /** Null removes the path. */
  readonly sha: GitObjectId | null;
}

/** Whom git names as author and committer. */
export interface CommitAuthor {
  readonly name: string;
  readonly email: string;
}

/** Builds the commit through the Git Data API: no checkout, no working tree, no git program. */
export async function writeCommit(
  client: GitHubClient,
  repository: RepositoryRef,
  author: CommitAuthor,
  commit: NewCommit,
): Promise<{ sha: GitObjectId; tree: GitObjectId }> {
  const entries = commit.changes.map(entryOf);
  for (const blob of newBlobs(entries))
    await upload(client, repository, blob, await commit.readBlob(blob));
  const tree = await client.call(
    createTree,
    { ...named(repository), base_tree: commit.base.tree, tree: entries },
    ObjectAnswer,
  );
  const { message, base, date } = commit;
  // Named in full, so that nothing of the commit depends on when it is made.
  const person = { ...author, date };
  const created = await client.call(
    createCommit,
    {
      ...named(repository),
      message,
      tree: tree.sha,
      parents: [base.commit],
      author: person,
      committer: person,
    },
    CommitAnswer,
  );
  return { sha: created.sha, tree: created.tree.sha };
}

function entryOf(change: TreeChange): TreeEntry {
  const path = pathOf(change);
  const { newMode, newBlob } = change;
  if (newBlob !== null && newMode !== null)
    return { path, mode: newMode, type: typeOf(newMode), sha: newBlob };
  const mode = change.oldMode ?? '100644';
  return { path, mode, type: typeOf(mode), sha: null };
}

function typeOf(mode: string): TreeEntry['type'] {
  return mode === '160000' ? 'commit' : 'blob';
}

/** The API speaks JSON, and JSON has no way to write such a path: better none than a wrong one. */
function pathOf({ path }: TreeChange): string {
  if (typeof path === 'string' && path.isWellFormed()) return path;
  const shown =
    typeof path === 'string' ? path : Buffer.from(path.base64, 'base64').toString('latin1');
  throw new Failure({
    code: 'misconfigured',
    tell: `GitHub's API can not express the path ${JSON.stringify(shown)}, which is not UTF-8: rename the file or keep it out of the patch.`,
  });
}

function newBlobs(entries: readonly TreeEntry[]): ReadonlySet<GitObjectId> {
  return new Set(entries.flatMap(({ type, sha }) => (type === 'blob' && sha ? [sha] : [])));
}

async function upload(
  client: GitHubClient,
  repository: RepositoryRef,
  blob: GitObjectId,
  bytes: Uint8Array,
): Promise<void> {
  const content = Buffer.from(bytes).toString('base64');
  const answer = await client.call(
    createBlob,
    { ...named(repository), content, encoding: 'base64' },
    ObjectAnswer,
  );
  if (answer.sha === blob) return;
  throw new Failure({
    code: 'tampered',
    tell: `GitHub stored the blob ${blob} under another id (${answer.sha}): the bytes are not those that were approved.`,
  });
}
