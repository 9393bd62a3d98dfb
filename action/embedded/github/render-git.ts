import type { Forge } from './forge.ts';
import type { CommitObject, TreeEntry } from './git-objects.ts';
import type { Ref } from './git-refs.ts';
import { knownAccounts } from './people.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';

const unsigned = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
} as const;

/** `git-ref`. */
export function renderRef(forge: Forge, ref: Ref): Json {
  return {
    ref: ref.name,
    node_id: nodeId('REF', ref.name),
    url: `${repositoryUrl(forge)}/git/${ref.name}`,
    object: {
      sha: ref.sha,
      type: ref.type,
      url: `${repositoryUrl(forge)}/git/${ref.type}s/${ref.sha}`,
    },
  };
}

/** `git-commit`, of the git database. */
export function renderGitCommit(forge: Forge, commit: CommitObject): Json {
  const url = `${repositoryUrl(forge)}/git`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${url}/commits/${commit.sha}`,
    html_url: commitPage(forge, commit.sha),
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: commitPage(forge, sha),
    })),
    verification: unsigned,
  };
}

/** `commit`, as branches and lists of commits have it. */
export function renderCommit(forge: Forge, commit: CommitObject): Json {
  const url = `${repositoryUrl(forge)}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url,
    html_url: commitPage(forge, commit.sha),
    comments_url: `${url}/comments`,
    commit: {
      url: `${repositoryUrl(forge)}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${repositoryUrl(forge)}/git/trees/${commit.tree}` },
      verification: unsigned,
    },
    author: accountBehind(forge, commit.author.email),
    committer: accountBehind(forge, commit.committer.email),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${repositoryUrl(forge)}/commits/${sha}`,
      html_url: commitPage(forge, sha),
    })),
  };
}

/** Whose address that is; of addresses the stand-in knows only those that GitHub itself gives out. */
function accountBehind(forge: Forge, email: string): Json | null {
  const [, id] = /^(\d+)\+[^@]+@users\.noreply\.github\.com$/.exec(email) ?? [];
  const account = knownAccounts(forge).find((known) => String(known.id) === id);
  return account ? renderUser(forge.addresses, account) : null;
}

/** `git-tree`. */
export function renderTree(forge: Forge, sha: string, entries: readonly TreeEntry[]): Json {
  const url = `${repositoryUrl(forge)}/git`;
  return {
    sha,
    url: `${url}/trees/${sha}`,
    tree: entries.map((entry) => ({ ...entry, url: `${url}/${entry.type}s/${entry.sha}` })),
    truncated: false,
  };
}

/** `blob`. GitHub breaks base64 into lines of 60 characters. */
export function renderBlob(forge: Forge, sha: string, content: Uint8Array): Json {
  return {
    sha,
    node_id: nodeId('B', sha),
    url: `${repositoryUrl(forge)}/git/blobs/${sha}`,
    size: content.byteLength,
    content: base64Lines(content),
    encoding: 'base64',
  };
}

export function base64Lines(content: Uint8Array): string {
  return Buffer.from(content)
    .toString('base64')
    .replace(/.{1,60}/g, '$&\n');
}

function commitPage(forge: Forge, sha: string): string {
  return `${repositoryPage(forge)}/commit/${sha}`;
}
