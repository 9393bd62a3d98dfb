import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { GitObjectId } from '../../domain/ids.ts';
import { CommitAnswer, RefAnswer } from './answers.ts';
import type { Endpoint, GitHubClient } from './client.ts';
import { named } from './same-repository.ts';

const readRef: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
  doing: 'read the branch',
  needs: 'contents: read',
};
const readCommit: Endpoint = {
  route: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
  doing: 'read the commit of the branch',
  needs: 'contents: read',
};

const prefix = 'refs/heads/';

/** Commit and tree that a branch points at; `Failure` `not-found` where there is no such branch. */
export async function resolveBranch(
  client: GitHubClient,
  repository: RepositoryRef,
  ref: string,
): Promise<{ commit: GitObjectId; tree: GitObjectId }> {
  const found = await client.call(
    readRef,
    { ...named(repository), ref: `heads/${branchName(ref)}` },
    RefAnswer,
  );
  if (found.ref !== ref || found.object.type !== 'commit')
    throw new Failure({
      code: 'invalid-answer',
      tell: `GitHub answered with another ref than ${JSON.stringify(ref)}.`,
    });
  const commit = await client.call(
    readCommit,
    { ...named(repository), commit_sha: found.object.sha },
    CommitAnswer,
  );
  if (commit.sha !== found.object.sha)
    throw new Failure({ code: 'invalid-answer', tell: 'GitHub answered with another commit.' });
  return { commit: commit.sha, tree: commit.tree.sha };
}

/** `refs/heads/x` is the branch `x`. A short name could also be a tag or a commit: refused. */
export function branchName(ref: string): string {
  if (ref.startsWith(prefix) && ref.length > prefix.length) return ref.slice(prefix.length);
  throw new Failure({
    code: 'misconfigured',
    tell: `${JSON.stringify(ref)} is not the full name of a branch; write refs/heads/<name>.`,
  });
}
