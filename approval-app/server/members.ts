import type { Membership } from '../../action/domain/membership.ts';
import type { Directory } from './directory.ts';
import { handlesOf } from './github/code-owners.ts';
import type { GitHubApi, RepositoryPlace } from './github/github-api.ts';
import type { ServerLedger } from './server-ledger.ts';
import type { Session } from './session.ts';

export interface MemberParts {
  readonly directory: Directory;
  readonly serverLedger: ServerLedger;
  readonly github: GitHubApi;
}

/**
 * Tells the ledger what the identity provider says of a person now: after each login, and before
 * each decision, because a token still says what was true when it was made.
 *
 * `asked`: names out of the CODEOWNERS of a repository; it is found out which of them they are.
 */
export async function syncMember(
  session: Session,
  { directory, serverLedger, github }: MemberParts,
  asked?: { readonly repository: RepositoryPlace; readonly owners: readonly string[] },
): Promise<void> {
  if (session.workspaceId === undefined) return;
  const userId = session.actor.id.replace(/^workos:/, '');
  const found = await directory.find(userId, session.workspaceId.replace(/^workos:/, ''));
  const membership = found?.membership ?? noMember(session.actor.id, session.workspaceId);
  const githubAccountId = found?.githubAccountId ?? null;
  const owners = asked?.owners ?? [];
  const handles =
    githubAccountId === null || !asked || owners.length === 0
      ? []
      : await handlesOf(github, asked.repository, githubAccountId.replace(/^github:/, ''), owners);
  await serverLedger.syncPerson({
    membership,
    displayName: session.actor.displayName,
    githubAccountId,
    handles: [...handles, ...addressesOf(session, owners)],
  });
}

/** Somebody who approved and is not here; `handles`: as which code owners, where that matters. */
export interface Approver {
  readonly actorId: string;
  readonly handles: readonly string[];
}

export interface ApprovedRun {
  readonly runId: string;
  readonly workspaceId: string;
  /** Whose CODEOWNERS that is; null where it can not be told. */
  readonly repository: RepositoryPlace | null;
}

/**
 * What an approval is worth now: the rights of its giver as the identity provider has them, and which
 * code owners they still are, by GitHub's word. Throws where one of the two does not answer.
 */
export async function syncApprover(
  { actorId, handles }: Approver,
  { runId, workspaceId, repository }: ApprovedRun,
  { directory, serverLedger, github }: MemberParts,
): Promise<void> {
  const [userId, organizationId] = [actorId, workspaceId].map((id) => id.replace(/^workos:/, ''));
  const found = await directory.find(userId ?? '', organizationId ?? '');
  await serverLedger.syncPerson({
    membership: found?.membership ?? noMember(actorId, workspaceId),
    githubAccountId: found?.githubAccountId ?? null,
    handles: [],
  });
  if (handles.length === 0) return;
  const account = found?.githubAccountId?.replace(/^github:/, '');
  const named = handles.filter((each) => each.startsWith('@'));
  const still =
    account === undefined || repository === null
      ? []
      : await handlesOf(github, repository, account, named);
  // An address is that of the person who signs in, who was just asked about.
  const addresses = handles.filter((each) => !each.startsWith('@'));
  await serverLedger.recordOwnership({ runId, actorId, handles: [...still, ...addresses] });
}

function noMember(actorId: string, workspaceId: string): Membership {
  return {
    id: `none:${actorId}`,
    actorId,
    workspaceId,
    status: 'inactive',
    role: 'viewer',
    roles: [],
    permissions: [],
  };
}

const freshMs = 60_000;
const mostKept = 10_000;

/** The same for everybody who only looks: once a minute, and without an answer as it was. */
export function createMemberKeeper(parts: MemberParts) {
  const synced = new Map<string, number>();
  return async (session: Session): Promise<void> => {
    const key = `${session.actor.id} ${session.workspaceId}`;
    const now = Date.now();
    if (now - (synced.get(key) ?? 0) < freshMs) return;
    if (synced.size >= mostKept) synced.clear();
    synced.set(key, now);
    try {
      await syncMember(session, parts);
    } catch {
      // Looking goes on by what the ledger knows; deciding asks again, and does not go on.
      synced.delete(key);
    }
  };
}

/** CODEOWNERS may name people by an address; only the one that they signed in with is theirs. */
function addressesOf({ email }: Session, owners: readonly string[]): string[] {
  return owners.some((owner) => owner.toLowerCase() === email.toLowerCase()) ? [email] : [];
}
