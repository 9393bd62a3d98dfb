import { createHash } from 'node:crypto';
import type { Account } from './account.ts';
import type { Forge } from './forge.ts';
import type { CommentRecord, IssueEventRecord, IssueRecord, ReactionRecord } from './records.ts';
import { type Json, nodeId, renderApp, renderUser } from './render-people.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';

export function renderIssue(forge: Forge, issue: IssueRecord): Json {
  const url = `${repositoryUrl(forge)}/issues/${issue.number}`;
  const comments = forge.store.state.comments.filter((comment) => comment.issue === issue.number);
  return {
    url,
    repository_url: repositoryUrl(forge),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(forge, issue),
    id: issue.id,
    node_id: nodeId(issue.isPull ? 'PR' : 'I', issue.id),
    number: issue.number,
    title: issue.title,
    user: renderUser(forge.addresses, issue.author),
    labels: issue.labels.map((label) => renderLabel(forge, label)),
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.state === 'closed' ? issue.updatedAt : null,
    author_association: association(forge, issue.author),
    active_lock_reason: null,
    body: issue.body,
    reactions: reactionCounts(forge, url, 'issue', issue.number),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: null,
    ...(issue.isPull ? pullFields(forge, issue.number) : {}),
  };
}

function issuePage(forge: Forge, issue: IssueRecord): string {
  return `${repositoryPage(forge)}/${issue.isPull ? 'pull' : 'issues'}/${issue.number}`;
}

function pullFields(forge: Forge, number: number): Json {
  const html = `${repositoryPage(forge)}/pull/${number}`;
  const pull = forge.store.state.pulls.find((pull) => pull.number === number);
  return {
    draft: pull?.draft ?? false,
    pull_request: {
      url: `${repositoryUrl(forge)}/pulls/${number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull?.mergedAt ?? null,
    },
  };
}

/** `labeled-issue-event` and `unlabeled-issue-event`. */
export function renderIssueEvent(forge: Forge, event: IssueEventRecord): Json {
  return {
    id: event.id,
    node_id: nodeId('LE', event.id),
    url: `${repositoryUrl(forge)}/issues/events/${event.id}`,
    actor: renderUser(forge.addresses, event.actor),
    event: event.event,
    commit_id: null,
    commit_url: null,
    created_at: event.createdAt,
    label: { name: event.label, color: labelColor },
    performed_via_github_app: event.app ? renderApp(forge.addresses, event.app) : null,
  };
}

const labelColor = 'ededed';

export function renderLabel(forge: Forge, name: string): Json {
  // A label has no record of its own here; its id only has to be steady.
  const id = createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE();
  return {
    id,
    node_id: nodeId('LA', id),
    url: `${repositoryUrl(forge)}/labels/${encodeURIComponent(name)}`,
    name,
    description: null,
    color: labelColor,
    default: false,
  };
}

export function renderComment(forge: Forge, comment: CommentRecord): Json {
  const url = `${repositoryUrl(forge)}/issues/comments/${comment.id}`;
  const issue = forge.store.state.issues.find(({ number }) => number === comment.issue);
  const page = issue ? issuePage(forge, issue) : repositoryPage(forge);
  return {
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(forge)}/issues/${comment.issue}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: renderUser(forge.addresses, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(forge, comment.author),
    body: comment.body,
    reactions: reactionCounts(forge, url, 'comment', comment.id),
    performed_via_github_app: comment.app ? renderApp(forge.addresses, comment.app) : null,
  };
}

export function renderReaction(forge: Forge, reaction: ReactionRecord): Json {
  return {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: renderUser(forge.addresses, reaction.author),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

export const reactionContents = [
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
] as const;

function reactionCounts(forge: Forge, url: string, kind: 'issue' | 'comment', id: number): Json {
  const given = forge.store.state.reactions.filter(
    ({ subject }) => subject.kind === kind && subject.id === id,
  );
  const counts = reactionContents.map((content) => [
    content,
    given.filter((reaction) => reaction.content === content).length,
  ]);
  return { url: `${url}/reactions`, total_count: given.length, ...Object.fromEntries(counts) };
}

export function association(forge: Forge, author: Account): string {
  if (author.id === forge.repository.ownerId) return 'OWNER';
  const member = forge.members.find(({ id }) => id === author.id);
  return member && member.permission !== 'none' ? 'COLLABORATOR' : 'NONE';
}
