import { v } from 'convex/values';
import { z } from 'zod';
import { ActorId, RepositoryId, WorkspaceId } from '../../action/domain/ids.ts';
import { Membership } from '../../action/domain/membership.ts';
import { internalMutation, internalQuery } from './_generated/server.js';
import { writeLink, writeMembership } from './people.ts';
import { amend, write } from './rows.ts';

/**
 * Internal functions: no client can call them, whatever its token. An administrator of the
 * deployment runs them (`npx convex run administration:enrol '{...}'`).
 */

const Enrolment = z.strictObject({
  repositoryId: RepositoryId,
  ownerId: z.string().regex(/^\d+$/),
  workspaceId: WorkspaceId,
  proposeWorkflowRefs: z.array(z.string().includes('@refs/')),
  publishWorkflowRefs: z.array(z.string().includes('@refs/')),
  active: z.boolean(),
});

/** Lets the jobs of a repository in, or changes what they may do. */
export const enrol = internalMutation({
  handler: async (ctx, sent: Record<string, unknown>): Promise<null> => {
    const enrolment = Enrolment.parse(sent);
    const existing = await ctx.db
      .query('repositories')
      .withIndex('by_repository', (q) => q.eq('repositoryId', enrolment.repositoryId))
      .unique();
    if (existing) await amend(ctx, 'repositories', existing, enrolment);
    else await write(ctx, 'repositories', enrolment);
    return null;
  },
});

/** Sets a person's membership as the identity provider has it. */
export const setMembership = internalMutation({
  handler: async (ctx, sent: Record<string, unknown>): Promise<null> => {
    const { membership } = z.strictObject({ membership: Membership }).parse(sent);
    await writeMembership(ctx, membership);
    return null;
  },
});

/** Links a person to the GitHub account that is theirs, as the identity provider has it. */
export const linkGithub = internalMutation({
  handler: async (ctx, sent: Record<string, unknown>): Promise<null> => {
    await writeLink(
      ctx,
      z.strictObject({ actorId: ActorId, githubAccountId: ActorId }).parse(sent),
    );
    return null;
  },
});

/** What became of a delivery; null where it was never taken. */
export const deliveryOf = internalQuery({
  args: { deliveryId: v.string() },
  handler: async (ctx, { deliveryId }) => {
    const row = await ctx.db
      .query('deliveries')
      .withIndex('by_delivery', (q) => q.eq('deliveryId', deliveryId))
      .unique();
    return row?.status ?? null;
  },
});

/** The audit entries of a run, in order. */
export const auditOf = internalQuery({
  args: { runId: v.string() },
  handler: async (ctx, { runId }) => {
    const rows = await ctx.db
      .query('auditEntries')
      .withIndex('by_run', (q) => q.eq('runId', runId))
      .take(1_000);
    return rows.map(({ action, outcome, actorId, detail }) => ({
      action,
      outcome,
      actorId,
      detail,
    }));
  },
});

/** How many runtime events of a run there are. */
export const countRuntimeEvents = internalQuery({
  args: { runId: v.string() },
  handler: async (ctx, { runId }) => {
    const rows = await ctx.db
      .query('runtimeEvents')
      .withIndex('by_key', (q) => q.eq('record.workflowRunId', runId))
      .take(10_000);
    return rows.length;
  },
});

/** For tests and operators: what is to be closed later is due now. */
export const hurryClosings = internalMutation({
  args: {},
  handler: async (ctx) => {
    const rows = await ctx.db
      .query('closings')
      .withIndex('by_turn', (q) => q.eq('status', 'due'))
      .take(1_000);
    for (const row of rows) await amend(ctx, 'closings', row, { notBefore: 0 });
    return rows.length;
  },
});
