import type { ViewedFile } from '../../action/domain/approval.ts';
import { canonicalJson } from '../../action/domain/canonical-json.ts';
import { roleAmong } from '../../action/domain/membership.ts';
import { mayAnswer } from '../../action/domain/merge-decision.ts';
import type { WorkspaceRole } from '../../action/domain/permission.ts';
import type { ApprovalRequirement } from '../contract/approval-requirement.ts';
import type { DecisionOutcome } from '../contract/decision.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import { membershipOf, type Person } from './callers.ts';
import type { RunRow } from './rows.ts';

export type Refused = Extract<DecisionOutcome, { status: 'refused' }>;

export function refused(code: Refused['code'], because: string, changed?: string[]): Refused {
  return { status: 'refused', code, because, ...(changed ? { changed } : {}) };
}

/** Who may approve beside holding the permission; what it takes is known by `requirement`. */
export interface Approving {
  readonly person: Person;
  readonly role: WorkspaceRole;
  readonly handles: readonly string[];
  readonly githubAccountId: string | undefined;
  readonly requirement: ApprovalRequirement;
  readonly now: number;
}

/**
 * Whether somebody who had a hand in the request approves it. Where that is let through at all, by
 * the workspace or by the repository's policy, it is an exception: late, after a fresh login, and
 * on the record.
 */
export function isSolo({ person, githubAccountId, requirement }: Approving): boolean {
  const themselves = [person.actorId, githubAccountId ?? person.actorId];
  return themselves.some((each) => requirement.excluded.includes(each));
}

/** Why this person can not approve this, now; undefined where they can. */
export function whyNotApprove(approving: Approving): Refused | undefined {
  return whyNotCounted(approving) ?? whyNotFresh(approving);
}

function whyNotCounted(approving: Approving): Refused | undefined {
  const { githubAccountId, role, requirement, now } = approving;
  if (requirement.roles.length > 0 && !requirement.roles.includes(role))
    return refused(
      'forbidden',
      `policy wants the approval of ${requirement.roles.join(' or ')}; you are ${role}`,
    );
  if (githubAccountId === undefined && requirement.requesterExcluded)
    return refused(
      'unlinked',
      'no GitHub account is linked to you, so nobody can tell whether this is your own request; sign in with GitHub once and try again',
    );
  if (!isSolo(approving)) return undefined;
  if (!requirement.solo)
    return refused(
      'excluded',
      'you had a hand in this request, so another person has to approve it',
    );
  if (now < requirement.solo.notBefore)
    return refused(
      'cool-off',
      `your own request can be approved after ${new Date(requirement.solo.notBefore).toISOString()}`,
    );
  return undefined;
}

/** A login older than this says too little about who sits there now. */
export function whyNotFresh(approving: Approving): Refused | undefined {
  const { person, requirement, now } = approving;
  const minutes = isSolo(approving) ? soloLoginMinutes : requirement.loginWithinMinutes;
  const { authenticatedAt } = person;
  if (authenticatedAt !== undefined && now - authenticatedAt <= minutes * 60_000) return undefined;
  return refused(
    'reauthenticate',
    `approving this needs a login of the last ${minutes} minutes; sign in again`,
  );
}

const soloLoginMinutes = 10;

/** Whether policy lets anybody approve this, and on which words. */
export function whyPolicyRefuses(
  outcome: Parameters<typeof mayAnswer>[1],
  overrideReason: string | undefined,
): Refused | undefined {
  const ruling = mayAnswer('approved', outcome, overrideReason);
  return ruling.allowed ? undefined : refused('policy', ruling.because);
}

/** Every changed file was opened or knowingly passed over, and what was displayed are these bytes. */
export function whyNotSeen(
  candidate: Doc<'candidatePatchSets'>,
  displayedPatchSha256: string | undefined,
  viewed: readonly ViewedFile[],
): Refused | undefined {
  const { record, changesTotal } = candidate;
  if (displayedPatchSha256 !== record.patchSha256)
    return refused('not-displayed', 'what your browser displayed are not the bytes of this patch');
  const seen = new Set(viewed.map(({ path }) => canonicalJson(path)));
  const closed = record.changes.filter(({ path }) => !seen.has(canonicalJson(path)));
  const missing = Math.max(closed.length, changesTotal - seen.size);
  if (missing > 0)
    return refused(
      'unviewed',
      `${missing} of ${changesTotal} changed files were neither opened nor marked as not viewed`,
    );
  return undefined;
}

/** What is known of a person who wants to approve, at this moment. */
export async function approvingOf(
  ctx: QueryCtx,
  { record }: RunRow,
  person: Person,
  requirement: ApprovalRequirement,
): Promise<Approving> {
  const [membership, link] = await Promise.all([
    membershipOf(ctx, record.workspaceId, person.actorId),
    ctx.db
      .query('githubAccounts')
      .withIndex('by_actor', (q) => q.eq('actorId', person.actorId))
      .unique(),
  ]);
  return {
    person,
    role: membership ? roleAmong(membership, requirement.roles) : 'viewer',
    githubAccountId: link?.githubAccountId,
    handles: link?.handles ?? [],
    requirement,
    now: Date.now(),
  };
}
