import type { RepositoryPermission } from '../../domain/permission.ts';
import type { Account, AppAccount } from './account.ts';
import type { TokenPermissions } from './caller.ts';
import type { Addresses } from './forge.ts';

export type Json = Record<string, unknown>;

/** GitHub's opaque second id of everything. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`;
}

/** `simple-user` of GitHub's API description. */
export function renderUser({ api, server }: Addresses, { login, id, type }: Account): Json {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `${server}/avatars/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `${server}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** `public-user`. */
export function renderPublicUser(addresses: Addresses, account: Account): Json {
  return {
    ...renderUser(addresses, account),
    name: account.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}

/** The four words that `permission` knows; `role_name` knows all six. */
const legacyPermission: Record<RepositoryPermission, 'none' | 'read' | 'write' | 'admin'> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

/** `repository-collaborator-permission`. */
export function renderPermission(
  addresses: Addresses,
  account: Account,
  role: RepositoryPermission,
): Json {
  const permission = legacyPermission[role];
  return {
    permission,
    role_name: role,
    user: {
      ...renderUser(addresses, account),
      permissions: {
        admin: permission === 'admin',
        maintain: role === 'maintain' || role === 'admin',
        push: permission === 'write' || permission === 'admin',
        triage: role !== 'none' && role !== 'read',
        pull: role !== 'none',
      },
      role_name: role,
    },
  };
}

/** `organization-simple`. */
export function renderOrganization({ api, server }: Addresses, account: Account): Json {
  const url = `${api}/orgs/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('O', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${server}/avatars/u/${account.id}`,
    description: null,
  };
}

/** `integration`: the App behind a check or a comment. */
export function renderApp(
  addresses: Addresses,
  app: AppAccount,
  permissions: TokenPermissions = { checks: 'write', metadata: 'read' },
): Json {
  return {
    id: app.id,
    client_id: `Iv1.${app.id}`,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: renderUser(addresses, { login: 'github', id: 9_919, type: 'Organization' }),
    name: app.slug,
    description: '',
    external_url: `${addresses.server}/apps/${app.slug}`,
    html_url: `${addresses.server}/apps/${app.slug}`,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    permissions,
    events: [],
  };
}
