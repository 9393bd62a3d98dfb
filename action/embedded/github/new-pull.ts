import type { Account } from './account.ts';
import { type Forge, sameName } from './forge.ts';
import { fetchFromFork, forkForge } from './forks.ts';
import { readRef } from './git-refs.ts';
import { newIssue } from './new-issue.ts';
import { followPull } from './pull-heads.ts';
import type { ForkRecord, PullRecord } from './records.ts';
import { type ApiError, type ErrorDetail, validationFailed } from './reply.ts';

export interface PullDraft {
  readonly title: string;
  readonly body: string | null;
  /** `branch`, or `owner:branch` where the branch is in a fork. */
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
}

/** Opens a pull request, or throws the refusal that GitHub answers with. */
export async function newPull(
  forge: Forge,
  author: Account,
  draft: PullDraft,
): Promise<PullRecord> {
  const head = headOf(forge, draft.head);
  if (!head) throw refusal({ field: 'head', code: 'invalid' });
  const headGit = head.fork ? forkForge(forge, head.fork).git : forge.git;
  const headRef = await readRef(headGit, `refs/heads/${head.branch}`);
  const base = await readRef(forge.git, `refs/heads/${draft.base}`);
  if (!headRef) throw refusal({ field: 'head', code: 'invalid' });
  if (!base) throw refusal({ field: 'base', code: 'invalid' });
  if (head.fork) await fetchFromFork(forge, head.fork, head.branch);
  const ahead = await forge.git.text(['rev-list', '--count', `${base.sha}..${headRef.sha}`]);
  if (ahead === '0') throw refusal(custom(`No commits between ${draft.base} and ${head.branch}`));
  const owner = head.fork?.owner.login ?? forge.repository.owner;
  if (hasOpenPull(forge, head, draft.base))
    throw refusal(custom(`A pull request already exists for ${owner}:${head.branch}.`));
  const { title, body } = draft;
  const issue = newIssue(forge, author, { title, body, labels: [], isPull: true });
  const pull: PullRecord = {
    id: forge.store.nextId(),
    number: issue.number,
    headBranch: head.branch,
    headSha: headRef.sha,
    ...(head.fork ? { headFork: { id: head.fork.id, owner: head.fork.owner } } : {}),
    baseBranch: draft.base,
    baseSha: base.sha,
    draft: draft.draft,
    mergeCommit: null,
    mergedAt: null,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
  };
  forge.store.state.pulls.push(pull);
  await followPull(forge, pull);
  return pull;
}

interface Head {
  readonly branch: string;
  readonly fork?: ForkRecord;
}

/** `branch`, `owner:branch` or `owner:repository:branch`; undefined for an owner without a fork. */
export function headOf(forge: Forge, head: string): Head | undefined {
  const [first = '', ...rest] = head.split(':');
  const branch = rest.at(-1);
  if (branch === undefined) return { branch: first };
  if (sameName(first, forge.repository.owner)) return { branch };
  const fork = forge.store.state.forks.find(({ owner }) => sameName(owner.login, first));
  return fork && { branch, fork };
}

function hasOpenPull(forge: Forge, head: Head, base: string): boolean {
  return forge.store.state.pulls.some((pull) => {
    const issue = forge.store.state.issues.find(({ number }) => number === pull.number);
    const sameHead = pull.headBranch === head.branch && pull.headFork?.id === head.fork?.id;
    return sameHead && pull.baseBranch === base && issue?.state === 'open';
  });
}

function refusal(detail: Omit<ErrorDetail, 'resource'>): ApiError {
  return validationFailed({ resource: 'PullRequest', ...detail });
}

function custom(message: string): Omit<ErrorDetail, 'resource'> {
  return { code: 'custom', message };
}
