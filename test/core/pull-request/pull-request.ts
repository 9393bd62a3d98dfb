import type { PullRequestState } from '../../../action/core/services/source-control-service.ts';
import { RepositoryConnection } from '../../../action/domain/repository-connection.ts';
import { knownOf } from '../verify/known.ts';

export const mergeBase = { commit: '1'.repeat(40), tree: '2'.repeat(40) };
export const head = { sha: '3'.repeat(40), tree: '4'.repeat(40) };

/** Pull request #7, as its event named it. */
export const pullRequest = {
  externalId: '77',
  number: 7,
  title: 'Add a page',
  body: '',
  updatedAt: '2025-01-01T00:00:00Z',
  baseSha: '9'.repeat(40),
  headSha: head.sha,
  headRef: 'patch-1',
  baseRef: 'main',
  headRepositoryId: '2',
  authorId: '8',
};

/** The pull request as it is now; a test says what changed since. */
export function live(changed: Partial<PullRequestState> = {}): PullRequestState {
  const { number: _, ...told } = pullRequest;
  return { ...told, state: 'open', mergeBaseSha: mergeBase.commit, ...changed };
}

/** What a run about it knows. */
export function knownPullRequest() {
  const { commit, tree } = mergeBase;
  const known = knownOf({
    ...{ commit, baseTree: tree, resultTree: head.tree, patch: new Uint8Array() },
    from: { eventKind: 'pull_request.opened', pullRequest },
  });
  const base = { ...known.base, pullRequest: { number: 7, headSha: head.sha } };
  return { ...known, base, access };
}

export const access = {
  repository: RepositoryConnection.parse({
    id: 'github:1',
    workspaceId: 'github:octo',
    repositoryExternalId: '1',
    owner: 'octo',
    name: 'demo',
    fullName: 'octo/demo',
    defaultBranch: 'main',
    private: false,
    selected: true,
    status: 'active',
  }),
  permission: 'write',
};
