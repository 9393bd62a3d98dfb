import { RuntimeEvent } from '../../action/domain/runtime-event.ts';
import { type RuntimePage, RuntimeQuery } from '../contract/runtime-page.ts';
import { personQuery } from './builders.ts';
import { holds } from './callers.ts';
import { refusal } from './refusal.ts';
import { findRun } from './rows.ts';
import { runtimeTotal } from './runtimeEvents.ts';
import { unknownRun } from './standing.ts';

/** What an agent did, from anywhere in the list. */
export const runtimeEvents = personQuery({
  args: RuntimeQuery.shape,
  handler: async (ctx, { runId, from, limit }): Promise<RuntimePage> => {
    const { actorId, workspaceId } = ctx.person;
    const row = await findRun(ctx, runId);
    const mine =
      row?.record.workspaceId === workspaceId &&
      (await holds(ctx, workspaceId, actorId, 'workspace:view'));
    if (!mine) throw refusal('not-found', unknownRun);
    const rows = await ctx.db
      .query('runtimeEvents')
      .withIndex('by_position', (q) =>
        q
          .eq('record.workflowRunId', runId)
          .gte('position', from)
          .lt('position', from + limit),
      )
      .take(limit);
    return {
      events: rows.map(({ record }) => RuntimeEvent.parse(record)),
      from,
      total: await runtimeTotal(ctx, runId),
    };
  },
});
