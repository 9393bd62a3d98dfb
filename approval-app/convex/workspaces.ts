import { z } from 'zod';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { anyJobQuery, personMutation } from './builders.ts';
import type { Person } from './callers.ts';
import { requirePermission } from './permissions.ts';
import { amend, write } from './rows.ts';
import { voidWaiting } from './voiding.ts';
import { leastCoolOffMinutes, thrownSwitch, workspaceRow } from './workspaceRow.ts';

/** What holds for a whole workspace. Every change is in the audit, with who made it. */

/**
 * Stops everything, now: no run starts, nothing that waits can be approved any more, nothing that
 * was approved is published, jobs at work see it at their next question. Throwing it again is no
 * change. Whoever may stop one run may stop them all.
 */
export const throwKillSwitch = personMutation({
  args: { reason: z.string().trim().min(1).max(500) },
  handler: async (ctx, { reason }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'run:interrupt');
    const { workspaceId, actorId } = ctx.person;
    if ((await workspaceRow(ctx, workspaceId))?.killSwitch) return null;
    await change(ctx, ctx.person, { killSwitch: { actorId, reason, thrownAt: Date.now() } });
    await tell(ctx, ctx.person, 'kill-switch.throw', reason);
    await voidWaiting(ctx, { workspaceId, actorId, because: 'The kill switch was thrown' });
    return null;
  },
});

/** What was voided stays void: it has to be asked for again. */
export const liftKillSwitch = personMutation({
  args: { reason: z.string().trim().min(1).max(500) },
  handler: async (ctx, { reason }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    if (!(await workspaceRow(ctx, ctx.person.workspaceId))?.killSwitch) return null;
    await change(ctx, ctx.person, { killSwitch: undefined });
    await tell(ctx, ctx.person, 'kill-switch.lift', reason);
    return null;
  },
});

/** Lets requesters approve their own requests, late and after a fresh login; null ends it. */
export const setSolo = personMutation({
  args: {
    coolOffMinutes: z
      .int()
      .min(leastCoolOffMinutes)
      .max(7 * 24 * 60)
      .nullable(),
  },
  handler: async (ctx, { coolOffMinutes }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    const { actorId } = ctx.person;
    const solo =
      coolOffMinutes === null ? undefined : { coolOffMinutes, actorId, since: Date.now() };
    await change(ctx, ctx.person, { solo });
    await tell(ctx, ctx.person, 'solo.set', solo ? `after ${coolOffMinutes} minutes` : 'off');
    return null;
  },
});

export const setSafety = personMutation({
  args: {
    stepUpMinutes: z.int().min(1).max(60).optional(),
    /** Null keeps payloads for ever. */
    retentionDays: z.int().min(1).max(3_650).nullable().optional(),
  },
  handler: async (ctx, { stepUpMinutes, retentionDays }): Promise<null> => {
    await requirePermission(ctx, ctx.person, 'repo:connect');
    await change(ctx, ctx.person, {
      ...(stepUpMinutes === undefined ? {} : { stepUpMinutes }),
      ...(retentionDays === undefined ? {} : { retentionDays: retentionDays ?? undefined }),
    });
    const detail = `step-up ${stepUpMinutes ?? 'unchanged'}, retention ${retentionDays === undefined ? 'unchanged' : (retentionDays ?? 'for ever')}`;
    await tell(ctx, ctx.person, 'safety.set', detail);
    return null;
  },
});

/** For jobs at work: who threw the switch, in words, or null. */
export const killSwitch = anyJobQuery({
  args: {},
  handler: async (ctx): Promise<string | null> =>
    (await thrownSwitch(ctx, ctx.job.enrolment.workspaceId)) ?? null,
});

type Settings = Omit<Doc<'workspaces'>, '_id' | '_creationTime' | 'workspaceId'>;

async function change(
  ctx: MutationCtx,
  { workspaceId }: Person,
  settings: { [Name in keyof Settings]?: Settings[Name] | undefined },
): Promise<void> {
  const existing = await workspaceRow(ctx, workspaceId);
  // The database takes `undefined` in a patch as "remove", which is what it means here.
  if (existing) await amend(ctx, 'workspaces', existing, settings);
  else {
    await write(ctx, 'workspaces', { workspaceId });
    const made = await workspaceRow(ctx, workspaceId);
    if (made) await amend(ctx, 'workspaces', made, settings);
  }
}

async function tell(
  ctx: MutationCtx,
  { workspaceId, actorId }: Person,
  action: string,
  detail: string,
): Promise<void> {
  await audit(ctx, { workspaceId, actorId, action, outcome: 'recorded', detail });
}
