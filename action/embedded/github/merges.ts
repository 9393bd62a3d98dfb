import type { Git } from './git.ts';

/** GitHub signs its merges with this name. */
const merger = {
  name: 'GitHub',
  email: 'noreply@github.com',
  date: '2026-01-05T09:00:00Z',
} as const;

/** The commit that merging would make, made anew only when a side moved; null on conflicts. */
export async function trialMerge(
  git: Git,
  base: string,
  head: string,
  existing: string | null,
): Promise<string | null> {
  if (existing !== null && (await parentsOf(git, existing)) === `${base} ${head}`) return existing;
  const merged = await git.run(['merge-tree', '--write-tree', base, head]);
  if (merged.code !== 0) return null;
  const [tree = ''] = merged.stdout.toString('utf8').split('\n');
  return git.text(['commit-tree', tree, '-p', base, '-p', head, '-F', '-'], {
    input: `Merge ${head} into ${base}`,
    env: {
      GIT_AUTHOR_NAME: merger.name,
      GIT_AUTHOR_EMAIL: merger.email,
      GIT_AUTHOR_DATE: merger.date,
      GIT_COMMITTER_NAME: merger.name,
      GIT_COMMITTER_EMAIL: merger.email,
      GIT_COMMITTER_DATE: merger.date,
    },
  });
}

async function parentsOf(git: Git, commit: string): Promise<string> {
  const shown = await git.run(['show', '--no-patch', '--format=%P', commit]);
  return shown.stdout.toString('utf8').trim();
}
