import { z } from 'zod';
import { ActorId } from '../../action/domain/ids.ts';
import { Membership } from '../../action/domain/membership.ts';
import type { MutationCtx } from './_generated/server.js';
import { audit } from './audit.ts';
import { serverMutation } from './builders.ts';
import { amend, write } from './rows.ts';

/**
 * A person as the identity provider has them at this moment: whether they are a member, in what
 * role, under which name, and which GitHub account is theirs. `null` for an account: none is linked.
 */
export const sync = serverMutation({
  args: {
    membership: Membership,
    /** Absent where only the rights were asked for: the name stays as it is. */
    displayName: z.string().min(1).max(200).optional(),
    githubAccountId: ActorId.nullable(),
    handles: z.array(z.string().max(200)).max(100),
  },
  handler: async (ctx, { membership, displayName, githubAccountId, handles }): Promise<null> => {
    await writeMembership(ctx, membership, displayName);
    await writeLink(ctx, { actorId: membership.actorId, githubAccountId, handles });
    return null;
  },
});

/** Sets a person's membership, and keeps in the audit what changed of their rights. */
export async function writeMembership(
  ctx: MutationCtx,
  membership: Membership,
  displayName?: string,
): Promise<void> {
  const existing = await ctx.db
    .query('memberships')
    .withIndex('by_actor', (q) =>
      q.eq('record.workspaceId', membership.workspaceId).eq('record.actorId', membership.actorId),
    )
    .unique();
  const row = {
    record: membership,
    ...(displayName === undefined ? {} : { displayName }),
    syncedAt: Date.now(),
  };
  if (existing) await amend(ctx, 'memberships', existing, row);
  else await write(ctx, 'memberships', row);
  const [before, after] = [existing && rightsOf(existing.record), rightsOf(membership)];
  if (before === after) return;
  await audit(ctx, {
    workspaceId: membership.workspaceId,
    actorId: 'system:identity',
    action: 'membership.sync',
    outcome: 'recorded',
    detail: `${membership.actorId}: ${before ?? 'no member'} -> ${after}`,
  });
}

function rightsOf({ status, roles, permissions }: Membership): string {
  return [status, ...roles, ...permissions].join(' ');
}

export async function writeLink(
  ctx: MutationCtx,
  link: {
    readonly actorId: string;
    readonly githubAccountId: string | null;
    readonly handles?: readonly string[];
  },
): Promise<void> {
  const existing = await ctx.db
    .query('githubAccounts')
    .withIndex('by_actor', (q) => q.eq('actorId', link.actorId))
    .unique();
  const { actorId, githubAccountId } = link;
  if (githubAccountId === null) {
    if (existing) await ctx.db.delete(existing._id);
    return;
  }
  const handles = [...(link.handles ?? [])].map((handle) => handle.toLowerCase());
  const row = { actorId, githubAccountId, handles, syncedAt: Date.now() };
  if (existing) await amend(ctx, 'githubAccounts', existing, row);
  else await write(ctx, 'githubAccounts', row);
}
