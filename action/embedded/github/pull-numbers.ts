import type { Git } from './git.ts';
import type { PullNumbers } from './render-pull.ts';

/** How big a pull request is, counted from where its branch left the base. */
export async function pullNumbers(git: Git, base: string, head: string): Promise<PullNumbers> {
  const commits = await git.text(['rev-list', '--count', `${base}..${head}`]);
  const listing = await git.text(['diff', '--numstat', '--no-renames', `${base}...${head}`]);
  const files = listing
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
  return {
    commits: Number(commits),
    // Binary files have a dash where the number would be.
    additions: files.reduce((sum, [added]) => sum + (Number(added) || 0), 0),
    deletions: files.reduce((sum, [, removed]) => sum + (Number(removed) || 0), 0),
    changedFiles: files.length,
  };
}
