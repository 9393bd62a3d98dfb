import type { RepositoryPermission } from '../../domain/permission.ts';
import { type Account, type AppAccount, botAccount } from './account.ts';
import { type Forge, ownerAccount, sameName } from './forge.ts';

/** Everybody who exists: members, the owner, the owners of forks, the bots of Apps. */
export function knownAccounts(forge: Forge): readonly Account[] {
  const owner = ownerAccount(forge);
  const people = forge.members.map(({ login, id, type }): Account => ({ login, id, type }));
  const forkers = forge.store.state.forks.map((fork) => fork.owner);
  return [...people, owner, ...forkers, ...forge.callers.apps.map(botAccount)];
}

/** An account that has to be there: whoever acts on the stand-in was declared to it. */
export function accountOf(forge: Forge, login: string): Account {
  const account = knownAccounts(forge).find((known) => sameName(known.login, login));
  if (!account) throw new TypeError(`there is no user ${login}`);
  return account;
}

/** The App that a bot's login belongs to. */
export function appOf(forge: Forge, account: Account): AppAccount | undefined {
  return forge.callers.apps.find((app) => botAccount(app).id === account.id);
}

/**
 * What somebody may do. People who are no collaborators may read a public repository; bots are
 * never collaborators.
 */
export function permissionOf(forge: Forge, account: Account): RepositoryPermission {
  const member = forge.members.find(({ id }) => id === account.id);
  if (member && member.permission !== 'none') return member.permission;
  return forge.repository.private === false && account.type === 'User' ? 'read' : 'none';
}
