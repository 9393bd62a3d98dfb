import type { RunView } from '../contract/run-view.ts';
import type { QueryCtx } from './_generated/server.js';

/** What people of a workspace are called, and who asked, for those of whom it is known. */
export async function namesOf(
  ctx: QueryCtx,
  workspaceId: string,
  request: RunView['request'],
  actorIds: readonly string[],
): Promise<RunView['people']> {
  const members = [...new Set(actorIds)].filter((actorId) => actorId.startsWith('workos:'));
  const known = await Promise.all(
    members.map(async (actorId) => {
      const row = await ctx.db
        .query('memberships')
        .withIndex('by_actor', (q) =>
          q.eq('record.workspaceId', workspaceId).eq('record.actorId', actorId),
        )
        .unique();
      return row?.displayName ? [{ actorId, name: row.displayName }] : [];
    }),
  );
  return [...known.flat(), ...senderOf(request)];
}

/** Their login is what GitHub said of the account that sent the event. */
function senderOf(request: RunView['request']): RunView['people'] {
  const sender = request?.externalRef?.sender;
  return sender ? [{ actorId: `github:${sender.externalId}`, name: `@${sender.login}` }] : [];
}
