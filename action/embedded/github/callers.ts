import { randomBytes } from 'node:crypto';
import type { RepositoryPermission } from '../../domain/permission.ts';
import { type AppAccount, appAccount, botAccount } from './account.ts';
import type { Caller, InstalledApp, Member, TokenPermissions } from './caller.ts';

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

/** A token that an App got for itself; kept after its end, to be looked at. */
export interface IssuedToken {
  readonly token: string;
  readonly app: string;
  readonly permissions: TokenPermissions;
  /** Undefined: all repositories of the installation. */
  readonly repositoryIds: readonly number[] | undefined;
  /** Milliseconds. */
  readonly expiresAt: number;
  readonly revoked: boolean;
}

export interface Callers {
  /** Undefined for a token that does not exist, was revoked or ran out. */
  callerOf(token: string): Caller | undefined;
  issue(
    app: InstalledApp,
    grant: Pick<IssuedToken, 'permissions' | 'repositoryIds' | 'expiresAt'>,
  ): IssuedToken;
  revoke(token: string): void;
  issued(): readonly IssuedToken[];
  /** Every App that has a token or could get one. */
  readonly apps: readonly AppAccount[];
}

/** Resolves tokens to callers; members are in the order of the users. A token for an unknown person is an error of the set-up. */
export function createCallers(
  members: readonly Member[],
  users: readonly GitHubUser[],
  tokens: readonly GitHubToken[],
  installed: readonly InstalledApp[],
): Callers {
  const known = (slug: string) => appAccount(slug, installed.find((app) => app.slug === slug)?.id);
  const callers = new Map<string, () => Caller | undefined>();
  const issued: IssuedToken[] = [];
  // Looked up at each call: what a person may do can change.
  for (const [at, { token }] of users.entries()) {
    // Looked up at each call: a person's name and what the person may do can change.
    if (token !== undefined) callers.set(token, () => personOf(members[at]));
  }
  for (const token of tokens) {
    const caller = callerOf(users, token, known);
    callers.set(token.token, () => caller);
  }
  return {
    callerOf: (token) => callers.get(token)?.(),
    issue: (app, grant) => {
      const token = `ghs_${randomBytes(27).toString('base64url').replace(/[-_]/g, '0')}`;
      const record: IssuedToken = { token, app: app.slug, revoked: false, ...grant };
      const account = known(app.slug);
      issued.push(record);
      callers.set(token, () =>
        Date.now() < record.expiresAt
          ? { app: account, account: botAccount(account), permissions: record.permissions }
          : undefined,
      );
      return record;
    },
    revoke: (token) => {
      callers.delete(token);
      const at = issued.findIndex((record) => record.token === token);
      const record = issued[at];
      if (record) issued[at] = { ...record, revoked: true };
    },
    issued: () => [...issued],
    apps: [
      known('github-actions'),
      ...installed.map(({ slug }) => known(slug)),
      ...tokens.flatMap((token) => ('app' in token ? [known(token.app)] : [])),
    ],
  };
}

function personOf(member: Member | undefined): Caller | undefined {
  if (!member) return undefined;
  return {
    account: { login: member.login, id: member.id, type: member.type },
    permissions: permissionsOf(member.permission),
  };
}

function callerOf(
  users: readonly GitHubUser[],
  token: GitHubToken,
  known: (slug: string) => AppAccount,
): Caller {
  const { permissions } = token;
  if ('app' in token) {
    const app = known(token.app);
    return { app, account: botAccount(app), permissions };
  }
  const user = users.find(({ login }) => login === token.login);
  if (!user) throw new TypeError(`a token names the unknown user ${token.login}`);
  return { account: { login: user.login, id: user.id, type: user.type }, permissions };
}

function permissionsOf(permission: RepositoryPermission): TokenPermissions {
  if (permission === 'none') return {};
  const everyone = { metadata: 'read', contents: 'read', checks: 'read', actions: 'read' } as const;
  const reader = { ...everyone, issues: 'write', pull_requests: 'write' } as const;
  if (permission === 'read' || permission === 'triage') return reader;
  const writer = {
    ...reader,
    contents: 'write',
    actions: 'write',
    workflows: 'write',
    actions_variables: 'read',
  } as const;
  if (permission !== 'admin') return writer;
  return { ...writer, administration: 'write', organization_actions_variables: 'read' };
}
