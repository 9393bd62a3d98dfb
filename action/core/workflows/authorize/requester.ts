import type { ExternalWorkflowRef } from '../../../domain/external-workflow-ref.ts';
import {
  type Permission,
  type RepositoryPermission,
  roleOfRepositoryPermission,
  rolePermissions,
} from '../../../domain/permission.ts';
import type { Stop } from '../../attempt.ts';
import type { RepositoryReader, RepositoryRef } from '../../services/source-control-service.ts';

export interface RequesterOptions {
  /** Numeric ids of bots and Apps that may start runs all the same. */
  readonly allowedBots: readonly string[];
  /** Login of who started this attempt of the job; differs from the sender on a re-run. */
  readonly triggeringActor?: string | undefined;
}

export type People = Pick<RepositoryReader, 'readActorPermission' | 'readAccount'>;

type Sender = ExternalWorkflowRef['sender'];

export type Standing =
  | { readonly permission: RepositoryPermission | 'listed bot' }
  | { readonly stop: Stop };

/**
 * Whether everybody behind this event may ask for it: the sender, and who re-ran the job where
 * that is somebody else. Looked up now and by number; nothing in the payload grants anything.
 */
export async function checkRequester(
  repository: RepositoryRef,
  sender: Sender,
  needs: Permission,
  people: People,
  options: RequesterOptions,
): Promise<Standing> {
  const standing = await standingOf(repository, sender, needs, people, options);
  const { triggeringActor: login } = options;
  if ('stop' in standing || login === undefined || isSameLogin(login, sender.login)) {
    return standing;
  }
  const stop = await checkRerunner(repository, login, needs, people, options);
  return stop ? { stop } : standing;
}

/** Without it, whoever may re-run a job could use somebody else's name to start a run. */
export async function checkRerunner(
  repository: RepositoryRef,
  login: string,
  needs: Permission,
  people: People,
  options: RequesterOptions,
): Promise<Stop | undefined> {
  const account = await people.readAccount(login);
  if (!account) {
    return refusal(
      'This job was re-run by an account that GitHub does not know any more. Ask a person with write access to re-run it.',
      'rerun-actor',
    );
  }
  const rerunner = { externalId: account.id, login, kind: account.kind };
  const standing = await standingOf(repository, rerunner, needs, people, options);
  if (!('stop' in standing)) return undefined;
  return refusal(`This job was re-run by somebody else. ${standing.stop.reason}`, 'rerun-actor');
}

async function standingOf(
  repository: RepositoryRef,
  account: Pick<Sender, 'externalId' | 'login' | 'kind'>,
  needs: Permission,
  people: People,
  { allowedBots }: RequesterOptions,
): Promise<Standing> {
  if (account.kind !== 'User') {
    if (account.kind === 'Bot' && allowedBots.includes(account.externalId)) {
      return { permission: 'listed bot' };
    }
    return { stop: bot(account) };
  }
  const actor = { id: `github:${account.externalId}`, displayName: account.login };
  const permission = await people.readActorPermission(repository, actor, account.login);
  return allows(permission, needs) ? { permission } : { stop: missing(permission) };
}

function allows(permission: RepositoryPermission, needs: Permission): boolean {
  const role = roleOfRepositoryPermission[permission];
  return role !== undefined && rolePermissions[role].includes(needs);
}

function bot({ kind, externalId }: Pick<Sender, 'kind' | 'externalId'>): Stop {
  return refusal(
    `${kind} accounts can not ask PatchPlane for anything. Ask a person with write access to do it, or a maintainer to add ${externalId} to PATCHPLANE_ALLOWED_BOTS if this bot may.`,
    'bot',
  );
}

function missing(permission: RepositoryPermission): Stop {
  return refusal(
    `The account that asked has "${permission}" permission on this repository, and asking PatchPlane needs write, maintain or admin. Ask somebody who has that to do it, or an admin for access.`,
    'permission',
  );
}

export function refusal(reason: string, category: string): Stop {
  return { state: 'refused', reason, category };
}

function isSameLogin(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
