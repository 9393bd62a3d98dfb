import type { Forge } from './forge.ts';
import { fetchFromFork, forkForge } from './forks.ts';
import { readRef } from './git-refs.ts';
import { trialMerge } from './merges.ts';
import type { PullRecord } from './records.ts';

/**
 * Brings an open pull request up to where its branch is now: the record, and in the repository
 * `refs/pull/N/head` and, where it merges, `refs/pull/N/merge`.
 */
export async function followPull(forge: Forge, pull: PullRecord): Promise<void> {
  if (!isOpen(forge, pull)) return;
  const sha = await headOf(forge, pull);
  if (sha === undefined) return;
  const base = await readRef(forge.git, `refs/heads/${pull.baseBranch}`);
  if (sha !== pull.headSha) pull.baseSha = base?.sha ?? pull.baseSha;
  pull.headSha = sha;
  if (!pull.headFork) await forge.git.bytes(['update-ref', headRef(pull), sha]);
  pull.mergeCommit = base ? await trialMerge(forge.git, base.sha, sha, pull.mergeCommit) : null;
  const mergeRef = `refs/pull/${pull.number}/merge`;
  if (pull.mergeCommit) await forge.git.bytes(['update-ref', mergeRef, pull.mergeCommit]);
  else await forge.git.run(['update-ref', '-d', mergeRef]);
  forge.store.save();
}

/** Git clients see pull requests too; their refs have to be there before they ask. */
export async function followAllPulls(forge: Forge): Promise<void> {
  for (const pull of forge.store.state.pulls) await followPull(forge, pull);
}

function isOpen({ store }: Forge, { number }: PullRecord): boolean {
  return store.state.issues.find((issue) => issue.number === number)?.state === 'open';
}

function headRef({ number }: PullRecord): string {
  return `refs/pull/${number}/head`;
}

/** Undefined where branch or fork is gone; the pull request then keeps what it had. */
async function headOf(forge: Forge, pull: PullRecord): Promise<string | undefined> {
  const branch = `refs/heads/${pull.headBranch}`;
  const { headFork } = pull;
  if (!headFork) return (await readRef(forge.git, branch))?.sha;
  const fork = forge.store.state.forks.find(({ id }) => id === headFork.id);
  const head = fork && (await readRef(forkForge(forge, fork).git, branch));
  if (!fork || !head) return undefined;
  const known = await readRef(forge.git, headRef(pull));
  if (known?.sha !== head.sha) await fetchFromFork(forge, fork, pull.headBranch, headRef(pull));
  return head.sha;
}
