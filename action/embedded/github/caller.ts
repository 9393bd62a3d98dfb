import type { RepositoryPermission } from '../../domain/permission.ts';
import type { Account, AppAccount } from './account.ts';

export interface Member extends Account {
  readonly permission: RepositoryPermission;
}

/** A GitHub App that is installed on the repository and gets tokens with its private key. */
export interface InstalledApp {
  readonly slug: string;
  readonly id: number;
  readonly installationId: number;
  /** SPKI in PEM: what its JSON web tokens are verified with. */
  readonly publicKey: string;
  /** The most that a token of this installation may have. */
  readonly permissions: TokenPermissions;
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
