import { type Forge, sameName } from './forge.ts';
import { createGit } from './git.ts';
import type { ForkRecord } from './records.ts';

export function findFork(forge: Forge, owner: string, name: string): ForkRecord | undefined {
  return forge.store.state.forks.find(
    (fork) => sameName(fork.owner.login, owner) && sameName(fork.name, name),
  );
}

/** The same stand-in, looked at from a fork: for what is rendered or read of it. */
export function forkForge(forge: Forge, fork: ForkRecord): Forge {
  return {
    ...forge,
    repository: {
      owner: fork.owner.login,
      name: fork.name,
      id: fork.id,
      ownerId: fork.owner.id,
      defaultBranch: forge.repository.defaultBranch,
      bareDir: fork.bareDir,
      private: forge.repository.private ?? true,
      fork: true,
    },
    git: createGit(fork.bareDir),
  };
}

/**
 * Brings a fork's branch into the repository's object store, where GitHub has the objects of
 * a whole network of forks; with a target it becomes that ref.
 */
export async function fetchFromFork(
  forge: Forge,
  fork: ForkRecord,
  branch: string,
  target?: string,
): Promise<boolean> {
  const fetched = await forge.git.run([
    'fetch',
    ...['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', fork.bareDir],
    target === undefined ? `refs/heads/${branch}` : `+refs/heads/${branch}:${target}`,
  ]);
  return fetched.code === 0;
}
