import type { Account } from './account.ts';
import type { InstalledApp, Member } from './caller.ts';
import type { Callers } from './callers.ts';
import type { Git } from './git.ts';
import type { OrganizationPeople } from './organization-people.ts';
import type { RateMeter } from './rate-meter.ts';
import type { SignedLinks } from './signed-links.ts';
import type { Store } from './store.ts';

/** The one repository that the stand-in holds, or a fork of it. */
export interface ForgeRepository {
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  readonly ownerId: number;
  readonly defaultBranch: string;
  readonly bareDir: string;
  /** A private repository (the default) does not exist for callers without a token. */
  readonly private?: boolean;
  readonly fork?: boolean;
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

/** An event as GitHub delivers it: the name and the body. */
export interface GitHubEvent {
  readonly name: string;
  readonly payload: Record<string, unknown>;
}

/** What the API's callers set off outside of it. */
export interface ForgeReactions {
  readonly onDispatch?: DispatchWorkflow | undefined;
  readonly onRepositoryDispatch?: ((event: GitHubEvent) => void) | undefined;
  /** A workflow run was cancelled; whoever runs it ends it. */
  readonly onCancel?: ((runId: number) => void) | undefined;
}

/** Everything that a route needs. */
export interface Forge extends ForgeReactions {
  /** Replaced as a whole when a test renames the repository or gives its name to another one. */
  repository: ForgeRepository;
  /** Changes when somebody joins, leaves or gets another permission. */
  readonly members: Member[];
  readonly apps: readonly InstalledApp[];
  /** Replaced as a whole when somebody joins or leaves the organisation or a team. */
  organization: OrganizationPeople;
  readonly addresses: Addresses;
  readonly store: Store;
  readonly git: Git;
  readonly callers: Callers;
  readonly rate: RateMeter;
  readonly links: SignedLinks;
  /** Where files go that are not state: artifacts and forks. */
  readonly folder: string;
  readonly now: () => string;
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

/** The time of a change: later than what is changed, though both happen within one second. */
export function laterThan({ now }: Pick<Forge, 'now'>, before: string): string {
  const time = now();
  if (time > before) return time;
  return `${new Date(Date.parse(before) + 1_000).toISOString().slice(0, 19)}Z`;
}
