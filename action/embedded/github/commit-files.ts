import type { Account } from './account.ts';
import type { Git } from './git.ts';
import { readTree, resolveCommit, writeBlob, writeCommit } from './git-objects.ts';
import { buildTree, type TreeEdit } from './git-trees.ts';

export interface FilesCommit {
  readonly branch: string;
  /** Where the branch starts when it is new; the branch itself otherwise. */
  readonly from: string;
  /** Text by path; null deletes. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly message: string;
  readonly author: Account;
  readonly date: string;
}

/** Commits files onto a branch, as a person's push brings them. Answers with before and after. */
export async function commitFiles(
  git: Git,
  commit: FilesCommit,
): Promise<{ readonly before: string; readonly after: string }> {
  const parent =
    (await resolveCommit(git, commit.branch)) ?? (await resolveCommit(git, commit.from));
  if (parent === undefined) throw new TypeError(`there is no branch ${commit.from}`);
  const modes = new Map((await readTree(git, parent, true)).map(({ path, mode }) => [path, mode]));
  const edits: TreeEdit[] = [];
  for (const [path, text] of Object.entries(commit.files)) {
    const sha = text === null ? null : await writeBlob(git, Buffer.from(text));
    edits.push({ path, mode: modes.get(path) ?? '100644', sha });
  }
  const built = await buildTree(git, `${parent}^{tree}`, edits);
  if (built.kind === 'refused') throw new TypeError(`git refuses these files: ${built.because}`);
  const { login, id } = commit.author;
  const person = {
    name: login,
    email: `${id}+${login}@users.noreply.github.com`,
    date: commit.date,
  };
  const after = await writeCommit(git, {
    tree: built.sha,
    parents: [parent],
    author: person,
    committer: person,
    message: commit.message,
  });
  await git.bytes(['update-ref', `refs/heads/${commit.branch}`, after]);
  return { before: parent, after };
}
