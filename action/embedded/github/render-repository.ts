import { grants } from './access.ts';
import type { Caller } from './caller.ts';
import { type Forge, ownerAccount } from './forge.ts';
import { permissionOf } from './people.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';

export function repositoryUrl({ addresses, repository }: Forge): string {
  return `${addresses.api}/repos/${repository.owner}/${repository.name}`;
}

export function repositoryPage({ addresses, repository }: Forge): string {
  return `${addresses.server}/${repository.owner}/${repository.name}`;
}

function cloneAddress(forge: Forge): string {
  return `${repositoryPage(forge)}.git`;
}

/**
 * `full-repository`, which is also more than what `repository` asks for. With a caller it says
 * what that one may do, as answers do and events do not.
 */
export function renderRepository(forge: Forge, caller?: Caller): Json {
  const { repository } = forge;
  const { forks } = forge.store.state;
  const openIssues = forge.store.state.issues.filter(({ state }) => state === 'open').length;
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    private: repository.private ?? true,
    visibility: (repository.private ?? true) ? 'private' : 'public',
    owner: renderUser(forge.addresses, ownerAccount(forge)),
    description: null,
    default_branch: repository.defaultBranch,
    ...(caller ? { permissions: permissionsFor(forge, caller) } : {}),
    open_issues: openIssues,
    open_issues_count: openIssues,
    ...renderRepositoryLinks(forge),
    ...unusedFields,
    fork: repository.fork ?? false,
    forks: forks.length,
    forks_count: forks.length,
  };
}

function permissionsFor(forge: Forge, caller: Caller): Json {
  const writes = grants(caller.permissions, 'contents', 'write');
  const role = caller.app ? 'none' : permissionOf(forge, caller.account);
  return {
    admin: role === 'admin',
    maintain: role === 'admin' || role === 'maintain',
    push: writes,
    triage: writes || role === 'triage',
    pull: true,
  };
}

const suffixes = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

function renderRepositoryLinks(forge: Forge): Json {
  const url = repositoryUrl(forge);
  const html = repositoryPage(forge);
  const { host } = new URL(forge.addresses.server);
  const fullName = `${forge.repository.owner}/${forge.repository.name}`;
  return {
    url,
    html_url: html,
    ...Object.fromEntries(
      Object.entries(suffixes).map(([field, suffix]) => [field, `${url}${suffix}`]),
    ),
    clone_url: cloneAddress(forge),
    git_url: `git://${host}/${fullName}.git`,
    ssh_url: `git@${host}:${fullName}.git`,
    svn_url: html,
    mirror_url: null,
  };
}

const unusedFields = {
  archived: false,
  disabled: false,
  is_template: false,
  topics: [],
  custom_properties: {},
  homepage: null,
  language: null,
  license: null,
  size: 0,
  watchers: 0,
  watchers_count: 0,
  stargazers_count: 0,
  subscribers_count: 0,
  network_count: 0,
  has_issues: true,
  has_projects: false,
  has_wiki: false,
  has_pages: false,
  has_downloads: true,
  has_discussions: false,
  allow_forking: true,
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_rebase_merge: true,
  delete_branch_on_merge: false,
  web_commit_signoff_required: false,
  created_at: '2026-01-05T09:00:00Z',
  updated_at: '2026-01-05T09:00:00Z',
  pushed_at: '2026-01-05T09:00:00Z',
} as const;
