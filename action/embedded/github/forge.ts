import type { RepositoryPermission } from '../../domain/permission.ts';
import type { Git } from './git.ts';
import type { Account, AppAccount } from './records.ts';
import type { Store } from './store.ts';

/** The one repository that the stand-in holds. */
export interface ForgeRepository {
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  readonly ownerId: number;
  readonly defaultBranch: string;
  readonly bareDir: string;
  /** A private repository (the default) does not exist for callers without a token. */
  readonly private?: boolean;
}

export interface Member extends Account {
  readonly permission: RepositoryPermission;
}

export type Access = 'read' | 'write';

/** The permissions of a token, by the names of GitHub Apps and workflow files. */
export type TokenPermissions = Readonly<Record<string, Access>>;

/** Who is calling, as far as the token says. */
export interface Caller {
  readonly account: Account;
  /** Present for installation tokens and `GITHUB_TOKEN`: who may write checks. */
  readonly app?: AppAccount;
  readonly permissions: TokenPermissions;
}

export interface Addresses {
  /** Root of the REST API, without a slash at the end. */
  readonly api: string;
  /** Root of web pages and of git over HTTP, without a slash at the end. */
  readonly server: string;
}

export type DispatchWorkflow = (
  workflow: string,
  ref: string,
  inputs: Readonly<Record<string, string>>,
) => { readonly workflow_run_id: number } | Promise<{ readonly workflow_run_id: number }>;

/** Everything that a route needs. */
export interface Forge {
  /** Replaced as a whole when a test renames the repository or gives its name to another one. */
  repository: ForgeRepository;
  readonly members: readonly Member[];
  readonly addresses: Addresses;
  readonly store: Store;
  readonly git: Git;
  readonly callerOf: (token: string) => Caller | undefined;
  readonly now: () => string;
  readonly onDispatch: DispatchWorkflow | undefined;
}

export function ownerAccount({ repository, members }: Forge): Account {
  const member = members.find(({ login }) => sameName(login, repository.owner));
  return member
    ? { login: member.login, id: member.id, type: member.type }
    : { login: repository.owner, id: repository.ownerId, type: 'Organization' };
}

/** GitHub compares names without regard to case. */
export function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
