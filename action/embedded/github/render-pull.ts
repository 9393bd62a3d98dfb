import { type Forge, ownerAccount } from './forge.ts';
import { forkForge } from './forks.ts';
import type { IssueRecord, PullRecord } from './records.ts';
import { association, renderLabel } from './render-issue.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';
import { renderRepository, repositoryPage, repositoryUrl } from './render-repository.ts';

export interface PullNumbers {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

/** `pull-request-simple`, as lists have it. */
export function renderPullSummary(forge: Forge, pull: PullRecord, issue: IssueRecord): Json {
  return {
    ...renderPullLinks(forge, pull),
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number: pull.number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: renderUser(forge.addresses, issue.author),
    body: issue.body,
    labels: issue.labels.map((label) => ({ ...renderLabel(forge, label), description: '' })),
    milestone: null,
    active_lock_reason: null,
    created_at: pull.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.state === 'closed' ? issue.updatedAt : null,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: renderHead(forge, pull),
    base: renderSide(forge, pull.baseBranch, pull.baseSha),
    author_association: association(forge, issue.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** `pull-request`, as a single one is answered. */
export function renderPull(
  forge: Forge,
  pull: PullRecord,
  issue: IssueRecord,
  numbers: PullNumbers,
): Json {
  const comments = forge.store.state.comments.filter((comment) => comment.issue === pull.number);
  return {
    ...renderPullSummary(forge, pull, issue),
    merged: pull.mergedAt !== null,
    mergeable: pull.mergeCommit !== null,
    rebaseable: pull.mergeCommit !== null,
    mergeable_state: mergeableState(pull),
    merged_by: null,
    comments: comments.length,
    review_comments: forge.store.state.pullComments.filter(
      ({ pull: number }) => number === pull.number,
    ).length,
    maintainer_can_modify: false,
    commits: numbers.commits,
    additions: numbers.additions,
    deletions: numbers.deletions,
    changed_files: numbers.changedFiles,
  };
}

function mergeableState({ draft, mergeCommit }: PullRecord): string {
  if (mergeCommit === null) return 'dirty';
  return draft ? 'draft' : 'clean';
}

function renderHead(forge: Forge, pull: PullRecord): Json {
  const { headFork } = pull;
  if (!headFork) return renderSide(forge, pull.headBranch, pull.headSha);
  const fork = forge.store.state.forks.find(({ id }) => id === headFork.id);
  if (fork) return renderSide(forkForge(forge, fork), pull.headBranch, pull.headSha);
  // A deleted fork leaves its pull requests behind.
  return {
    label: `${headFork.owner.login}:${pull.headBranch}`,
    ref: pull.headBranch,
    sha: pull.headSha,
    user: renderUser(forge.addresses, headFork.owner),
    repo: null,
  };
}

function renderSide(forge: Forge, branch: string, sha: string): Json {
  const owner = ownerAccount(forge);
  return {
    label: `${owner.login}:${branch}`,
    ref: branch,
    sha,
    user: renderUser(forge.addresses, owner),
    repo: renderRepository(forge),
  };
}

function renderPullLinks(forge: Forge, pull: PullRecord): Json {
  const url = `${repositoryUrl(forge)}/pulls/${pull.number}`;
  const issue = `${repositoryUrl(forge)}/issues/${pull.number}`;
  const html = `${repositoryPage(forge)}/pull/${pull.number}`;
  const links = {
    comments: `${issue}/comments`,
    commits: `${url}/commits`,
    statuses: `${repositoryUrl(forge)}/statuses/${pull.headSha}`,
    html,
    issue,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl(forge)}/pulls/comments{/number}`,
    self: url,
  };
  return {
    url,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: links.commits,
    comments_url: links.comments,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  };
}
