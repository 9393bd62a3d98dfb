import type { RepositoryPermission } from '../../domain/permission.ts';
import type { Caller, Member, TokenPermissions } from './forge.ts';
import type { Account, AppAccount } from './records.ts';

export interface GitHubUser extends Member {
  /** A token of this person, with what the person may do. */
  readonly token?: string;
}

interface UserToken {
  readonly token: string;
  readonly login: string;
  readonly permissions: TokenPermissions;
}

interface AppToken {
  readonly token: string;
  /** The App's slug; `github-actions` is what a workflow's `GITHUB_TOKEN` acts as. */
  readonly app: string;
  readonly permissions: TokenPermissions;
}

export type GitHubToken = UserToken | AppToken;

/** GitHub's own numbers for the App behind `GITHUB_TOKEN` and for its bot. */
const actionsApp: AppAccount = { slug: 'github-actions', id: 15_368 };
const actionsBot: Account = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };

/** Resolves tokens to callers. A token for an unknown person is an error of the set-up. */
export function createCallers(
  users: readonly GitHubUser[],
  tokens: readonly GitHubToken[],
): (token: string) => Caller | undefined {
  const callers = new Map<string, Caller>();
  for (const user of users) {
    if (user.token === undefined) continue;
    callers.set(user.token, {
      account: accountOf(user),
      permissions: permissionsOf(user.permission),
    });
  }
  for (const token of tokens) callers.set(token.token, callerOf(users, token));
  return (token) => callers.get(token);
}

function callerOf(users: readonly GitHubUser[], token: GitHubToken): Caller {
  const { permissions } = token;
  if ('app' in token) {
    const app = appAccount(token.app);
    return { app, account: botAccount(app), permissions };
  }
  const user = users.find(({ login }) => login === token.login);
  if (!user) throw new TypeError(`a token names the unknown user ${token.login}`);
  return { account: accountOf(user), permissions };
}

function accountOf({ login, id, type }: Member): Account {
  return { login, id, type };
}

function appAccount(slug: string): AppAccount {
  if (slug === actionsApp.slug) return actionsApp;
  // Any number will do, if the same slug always has the same one.
  const id = [...slug].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 900_000, 7);
  return { slug, id: 100_000 + id };
}

function botAccount(app: AppAccount): Account {
  if (app.slug === actionsApp.slug) return actionsBot;
  return { login: `${app.slug}[bot]`, id: 200_000_000 + app.id, type: 'Bot' };
}

function permissionsOf(permission: RepositoryPermission): TokenPermissions {
  if (permission === 'none') return {};
  const everyone = { metadata: 'read', contents: 'read', checks: 'read', actions: 'read' } as const;
  const reader = { ...everyone, issues: 'write', pull_requests: 'write' } as const;
  if (permission === 'read' || permission === 'triage') return reader;
  return { ...reader, contents: 'write', actions: 'write', workflows: 'write' };
}
