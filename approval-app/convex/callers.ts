import { z } from 'zod';
import { allows, Membership } from '../../action/domain/membership.ts';
import type { Permission } from '../../action/domain/permission.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import { requireStanding } from './endedSessions.ts';
import { githubIssuer, serverIssuer } from './issuers.ts';
import { refusal } from './refusal.ts';

export type Side = 'propose' | 'publish';

/** A job of an enrolled repository, named by claims that a rename does not change. */
export interface Job {
  readonly repositoryId: string;
  readonly githubRunId: string;
  readonly githubRunAttempt: number;
  readonly workflowRef: string;
  readonly sides: readonly Side[];
  readonly enrolment: Doc<'repositories'>;
}

/**
 * What the shipped workflows are started by. `job_workflow_ref` says which file a job runs and not
 * why it runs; another event is not one that this ledger's runs begin or end with.
 */
const JobEvent = z.enum([
  'issues',
  'issue_comment',
  'pull_request',
  'pull_request_target',
  'workflow_run',
  'workflow_dispatch',
  'repository_dispatch',
]);

const GitHubClaims = z.looseObject({
  repository_id: z.string().regex(/^\d+$/),
  repository_owner_id: z.string().regex(/^\d+$/),
  run_id: z.string().regex(/^\d+$/),
  run_attempt: z.coerce.number().int().positive(),
  job_workflow_ref: z.string().min(1),
  event_name: JobEvent,
});

/** The calling job. Throws `auth` for anybody else, people included. */
export async function callingJob(ctx: QueryCtx): Promise<Job> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) throw refusal('auth', 'this function needs a GitHub OIDC token');
  if (identity.issuer !== githubIssuer)
    throw refusal('auth', 'this function is for GitHub jobs; the token is of another issuer');
  const claims = GitHubClaims.safeParse(identity);
  if (!claims.success) throw refusal('auth', 'the token lacks claims of a GitHub Actions job');

  const repositoryId = `github:${claims.data.repository_id}`;
  const enrolment = await ctx.db
    .query('repositories')
    .withIndex('by_repository', (q) => q.eq('repositoryId', repositoryId))
    .unique();
  if (!enrolment?.active || enrolment.ownerId !== claims.data.repository_owner_id)
    throw refusal('auth', `repository ${repositoryId} of this owner is not enrolled`);

  const workflowRef = claims.data.job_workflow_ref;
  const sides: Side[] = [];
  if (enrolment.proposeWorkflowRefs.includes(workflowRef)) sides.push('propose');
  if (enrolment.publishWorkflowRefs.includes(workflowRef)) sides.push('publish');
  return {
    repositoryId,
    githubRunId: claims.data.run_id,
    githubRunAttempt: claims.data.run_attempt,
    workflowRef,
    sides,
    enrolment,
  };
}

/** Throws `auth` unless the job's workflow was enrolled for this side. */
export function requireSide(job: Job, side: Side): void {
  if (!job.sides.includes(side))
    throw refusal('auth', `this workflow is not enrolled to ${side}: ${job.workflowRef}`);
}

/** A person, signed in to one organisation. */
export interface Person {
  readonly actorId: string;
  readonly workspaceId: string;
  /** Support staff acting as this person: may look, not decide. */
  readonly impersonated: boolean;
  /** Milliseconds since the epoch of the last real login; undefined where the token does not say. */
  readonly authenticatedAt: number | undefined;
}

const WorkosClaims = z.looseObject({
  subject: z.string().regex(/^user_[A-Za-z0-9]+$/),
  org_id: z.string().regex(/^org_[A-Za-z0-9]+$/),
  /** Without one it could never be ended. */
  sid: z.string().min(1),
  auth_time: z.number().int().nonnegative().optional(),
});

/**
 * The calling person. Throws `auth` for anybody else, jobs and the server included, and for whoever
 * shows a session that was ended.
 */
export async function callingPerson(ctx: QueryCtx): Promise<Person> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) throw refusal('auth', 'this function needs a person who is signed in');
  if (!isWorkos(identity.issuer))
    throw refusal('auth', 'this function is for people; the token is of another issuer');
  const claims = WorkosClaims.safeParse(identity);
  if (!claims.success)
    throw refusal('auth', 'the session belongs to no organisation, or has no id');
  const { subject, org_id, sid, auth_time } = claims.data;
  await requireStanding(ctx, sid);
  return {
    actorId: `workos:${subject}`,
    workspaceId: `workos:${org_id}`,
    impersonated: Object.keys(identity).some(
      (claim) => claim === 'act' || claim.startsWith('act.'),
    ),
    authenticatedAt: auth_time === undefined ? undefined : auth_time * 1_000,
  };
}

/** Support staff acting as somebody is not that somebody. */
export function requireHerself(person: Person): void {
  if (person.impersonated)
    throw refusal('auth', 'an impersonated session may look, and change nothing');
}

/** The approval app's server, about no person in particular. Throws `auth` for anybody else. */
export async function callingServer(ctx: QueryCtx): Promise<void> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity) throw refusal('auth', "this function needs the approval app's own token");
  if (identity.issuer !== serverIssuer || identity.subject !== 'approval-app')
    throw refusal('auth', "this function is for the approval app's server");
}

/** This actor's membership of the workspace, as it stands now. */
export async function membershipOf(
  ctx: QueryCtx,
  workspaceId: string,
  actorId: string,
): Promise<Membership | null> {
  const row = await membershipRow(ctx, workspaceId, actorId);
  return row && Membership.parse(row.record);
}

/** The same with when the identity provider was asked for it. */
export async function membershipRow(
  ctx: QueryCtx,
  workspaceId: string,
  actorId: string,
): Promise<Doc<'memberships'> | null> {
  return await ctx.db
    .query('memberships')
    .withIndex('by_actor', (q) =>
      q.eq('record.workspaceId', workspaceId).eq('record.actorId', actorId),
    )
    .unique();
}

/** Whether that membership carries the permission. */
export async function holds(
  ctx: QueryCtx,
  workspaceId: string,
  actorId: string,
  permission: Permission,
): Promise<boolean> {
  const membership = await membershipOf(ctx, workspaceId, actorId);
  return membership !== null && allows(membership, permission);
}

function isWorkos(issuer: string): boolean {
  const client = process.env['WORKOS_CLIENT_ID'];
  if (!client) return false;
  return (
    issuer === `https://api.workos.com/user_management/${client}` ||
    issuer === 'https://api.workos.com/'
  );
}
