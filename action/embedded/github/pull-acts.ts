import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { noteMove } from './activities.ts';
import { commitFiles, type FilesCommit } from './commit-files.ts';
import { pullEvent } from './events.ts';
import { type Forge, type GitHubEvent, laterThan, sameName } from './forge.ts';
import { forkForge } from './forks.ts';
import { readRef } from './git-refs.ts';
import { byLogin } from './issue-acts.ts';
import { addLabels } from './labels.ts';
import { newPull } from './new-pull.ts';
import { accountOf } from './people.ts';
import { followPull } from './pull-heads.ts';
import { findPull } from './pull-routes.ts';
import type { ForkRecord } from './records.ts';
import { renderLabel } from './render-issue.ts';

type Files = Readonly<Record<string, string | null>>;

export interface NewHead {
  readonly by: string;
  readonly branch: string;
  /** Text by path; null deletes. */
  readonly files: Files;
  readonly title?: string;
  readonly body?: string | null;
  readonly base?: string;
  readonly draft?: boolean;
  /** The branch is in this person's fork, which has to be there. */
  readonly forkOf?: string;
}

/** What people do with branches and pull requests; see `IssueActs`. */
export interface PullActs {
  /** A commit on a branch of the repository itself; a new branch starts at the default one. */
  commit(change: {
    readonly by: string;
    readonly branch?: string;
    readonly files: Files;
    readonly message?: string;
  }): Promise<{ readonly before: string; readonly after: string }>;
  fork(owner: string): Promise<ForkRecord>;
  deleteFork(owner: string): void;
  openPull(head: NewHead): Promise<GitHubEvent>;
  /** A push to the branch of a pull request: `synchronize`. */
  push(number: number, by: string, files: Files, message?: string): Promise<GitHubEvent>;
  closePull(number: number, by: string): Promise<GitHubEvent>;
  reopenPull(number: number, by: string): Promise<GitHubEvent>;
  readyForReview(number: number, by: string): Promise<GitHubEvent>;
  changePull(
    number: number,
    by: string,
    change: { title?: string; body?: string },
  ): Promise<GitHubEvent>;
  labelPull(number: number, by: string, label?: string): Promise<GitHubEvent>;
}

export function createPullActs(forge: Forge): PullActs {
  return {
    commit: ({ by, branch = forge.repository.defaultBranch, files, message = 'Change files' }) =>
      commitAndPush(forge, {
        ...{ branch, files, message, from: forge.repository.defaultBranch },
        author: accountOf(forge, by),
        date: forge.now(),
      }),
    fork: (owner) => makeFork(forge, owner),
    deleteFork: (owner) => {
      const { state } = forge.store;
      state.forks = state.forks.filter((fork) => !sameName(fork.owner.login, owner));
      forge.store.save();
    },
    openPull: (head) => openPull(forge, head),
    push: (number, by, files, message = 'Change files') =>
      push(forge, number, { by, files, message }),
    closePull: (number, by) => changeState(forge, number, by, 'closed'),
    reopenPull: (number, by) => changeState(forge, number, by, 'open'),
    readyForReview: (number, by) => {
      const [pull, issue] = findPull(forge, String(number));
      pull.draft = false;
      issue.updatedAt = laterThan(forge, issue.updatedAt);
      return pullEvent(forge, 'ready_for_review', [pull, issue], accountOf(forge, by));
    },
    changePull: (number, by, change) => {
      const [pull, issue] = findPull(forge, String(number));
      const changes = { ...(change.body === undefined ? {} : { body: { from: issue.body } }) };
      Object.assign(issue, change, { updatedAt: laterThan(forge, issue.updatedAt) });
      forge.store.save();
      return pullEvent(forge, 'edited', [pull, issue], accountOf(forge, by), { changes });
    },
    labelPull: (number, by, label = 'patchplane') => {
      const [pull, issue] = findPull(forge, String(number));
      addLabels(forge, issue, [label], byLogin(forge, by));
      const extra = { label: renderLabel(forge, label) };
      return pullEvent(forge, 'labeled', [pull, issue], accountOf(forge, by), extra);
    },
  };
}

/** Who commits here pushes it, too. */
async function commitAndPush(forge: Forge, commit: FilesCommit) {
  const ref = `refs/heads/${commit.branch}`;
  const was = await readRef(forge.git, ref);
  const moved = await commitFiles(forge.git, commit);
  await noteMove(forge, commit.author, ref, was?.sha, moved.after);
  return moved;
}

/** A copy of the repository that belongs to somebody else, with an id of its own. */
async function makeFork(forge: Forge, login: string): Promise<ForkRecord> {
  const owner = accountOf(forge, login);
  const id = forge.store.nextId();
  const bareDir = join(forge.folder, 'forks', `${id}.git`);
  await mkdir(join(forge.folder, 'forks'), { recursive: true });
  await cp(forge.repository.bareDir, bareDir, { recursive: true });
  const fork: ForkRecord = { id, owner, name: forge.repository.name, bareDir };
  forge.store.state.forks.push(fork);
  forge.store.save();
  return fork;
}

async function openPull(forge: Forge, head: NewHead): Promise<GitHubEvent> {
  const author = accountOf(forge, head.by);
  const { branch, files, title = 'Change files', body = null, draft = false } = head;
  const { base = forge.repository.defaultBranch, forkOf } = head;
  const fork = forkOf === undefined ? undefined : forkOwnedBy(forge, forkOf);
  await commitAndPush(fork ? forkForge(forge, fork) : forge, {
    ...{ branch, files, author, from: base, message: title, date: forge.now() },
  });
  const from = fork ? `${fork.owner.login}:${branch}` : branch;
  const pull = await newPull(forge, author, { title, body, head: from, base, draft });
  return pullEvent(forge, 'opened', findPull(forge, String(pull.number)), author);
}

async function push(
  forge: Forge,
  number: number,
  change: { readonly by: string; readonly files: Files; readonly message: string },
): Promise<GitHubEvent> {
  const [pull, issue] = findPull(forge, String(number));
  const fork = forge.store.state.forks.find(({ id }) => id === pull.headFork?.id);
  const author = accountOf(forge, change.by);
  const { files, message } = change;
  const { headBranch: branch } = pull;
  const moved = await commitAndPush(fork ? forkForge(forge, fork) : forge, {
    ...{ branch, from: branch, files, message, author, date: forge.now() },
  });
  await followPull(forge, pull);
  issue.updatedAt = laterThan(forge, issue.updatedAt);
  forge.store.save();
  return pullEvent(forge, 'synchronize', [pull, issue], author, moved);
}

async function changeState(
  forge: Forge,
  number: number,
  by: string,
  state: 'open' | 'closed',
): Promise<GitHubEvent> {
  const [pull, issue] = findPull(forge, String(number));
  issue.state = state;
  issue.updatedAt = laterThan(forge, issue.updatedAt);
  forge.store.save();
  await followPull(forge, pull);
  const action = state === 'open' ? 'reopened' : 'closed';
  return pullEvent(forge, action, [pull, issue], accountOf(forge, by));
}

function forkOwnedBy(forge: Forge, login: string): ForkRecord {
  const fork = forge.store.state.forks.find(({ owner }) => sameName(owner.login, login));
  if (!fork) throw new TypeError(`${login} has no fork`);
  return fork;
}
