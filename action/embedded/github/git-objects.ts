import type { Git } from './git.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  /** ISO 8601 in UTC, whole seconds. */
  readonly date: string;
}

export interface CommitObject {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
}

const objectId = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** The object's type, or undefined where the repository has no such object. */
export async function objectType(git: Git, sha: string): Promise<string | undefined> {
  if (!objectId.test(sha)) return undefined;
  const result = await git.run(['cat-file', '-t', sha]);
  return result.code === 0 ? result.stdout.toString('utf8').trim() : undefined;
}

/** Resolves a branch, tag or object id, as the API's `ref` parameters do; undefined if unknown. */
export async function resolveCommit(git: Git, name: string): Promise<string | undefined> {
  for (const candidate of [`refs/heads/${name}`, `refs/tags/${name}`, name]) {
    if (candidate === name && !objectId.test(name) && !name.startsWith('refs/')) continue;
    const arguments_ = ['rev-parse', '--quiet', '--verify', '--end-of-options'];
    const result = await git.run([...arguments_, `${candidate}^{commit}`]);
    if (result.code === 0) return result.stdout.toString('utf8').trim();
  }
  return undefined;
}

export function writeBlob(git: Git, content: Uint8Array): Promise<string> {
  return git.text(['hash-object', '-w', '--stdin'], { input: content });
}

export function readBlob(git: Git, sha: string): Promise<Buffer> {
  return git.bytes(['cat-file', 'blob', sha]);
}

export async function readTree(
  git: Git,
  treeish: string,
  recursive: boolean,
): Promise<readonly TreeEntry[]> {
  const depth = recursive ? ['-r', '-t'] : [];
  const listing = await git.bytes(['ls-tree', '-z', '--long', '--full-tree', ...depth, treeish]);
  return listing.toString('utf8').split('\0').filter(Boolean).map(parseTreeLine);
}

function parseTreeLine(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
  const entry = { path: line.slice(tab + 1), mode, type, sha };
  return size === '-' ? entry : { ...entry, size: Number(size) };
}

export async function readCommit(git: Git, sha: string): Promise<CommitObject> {
  const format = ['%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x00');
  const shown = await git.text(['show', '--no-patch', `--format=${format}`, sha]);
  const [tree = '', parents = '', ...rest] = shown.split('\0');
  const [authorName = '', authorEmail = '', authorTime = ''] = rest;
  const [name = '', email = '', time = '', message = ''] = rest.slice(3);
  return {
    sha,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: authorName, email: authorEmail, date: isoSeconds(Number(authorTime) * 1_000) },
    committer: { name, email, date: isoSeconds(Number(time) * 1_000) },
    message: message.replace(/\n$/, ''),
  };
}

export function writeCommit(git: Git, commit: Omit<CommitObject, 'sha'>): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  return git.text(['commit-tree', commit.tree, ...parents, '-F', '-'], {
    input: commit.message,
    env: {
      GIT_AUTHOR_NAME: commit.author.name,
      GIT_AUTHOR_EMAIL: commit.author.email,
      GIT_AUTHOR_DATE: commit.author.date,
      GIT_COMMITTER_NAME: commit.committer.name,
      GIT_COMMITTER_EMAIL: commit.committer.email,
      GIT_COMMITTER_DATE: commit.committer.date,
    },
  });
}

/** GitHub's way of writing time: UTC, whole seconds. */
export function isoSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
