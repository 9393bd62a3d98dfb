import { RunId } from '../../action/domain/ids.ts';
import { PublicationEvent } from '../../action/domain/publication-event.ts';
import { inboxStamp, type LiveStamp, runStamp } from '../contract/live-stamp.ts';
import { personQuery } from './builders.ts';
import { holds } from './callers.ts';
import { countsOf } from './inbox.ts';
import { lastChanges } from './inboxChanges.ts';
import { findRun } from './rows.ts';
import { dispatchesOf } from './runParts.ts';
import { runtimeTotal } from './runtimeEvents.ts';
import { approvalsOf, decisionOf } from './timeline.ts';
import { thrownSwitch } from './workspaceRow.ts';

/** What open pages subscribe to: small, so that a change costs little however many look on. */

/** Null where there is no such run in the person's workspace. */
export const run = personQuery({
  args: { runId: RunId },
  handler: async (ctx, { runId }): Promise<LiveStamp | null> => {
    const { actorId, workspaceId } = ctx.person;
    const row = await findRun(ctx, runId);
    if (row?.record.workspaceId !== workspaceId) return null;
    if (!(await holds(ctx, workspaceId, actorId, 'workspace:view'))) return null;
    const publications = await ctx.db
      .query('publicationEvents')
      .withIndex('by_key', (q) => q.eq('record.workflowRunId', runId))
      .take(100);
    return {
      state: runStamp({
        state: row.record.state,
        approvals: await approvalsOf(ctx, runId),
        decision: await decisionOf(ctx, runId),
        dispatches: await dispatchesOf(ctx, runId),
        publications: publications.map(({ record }) => PublicationEvent.parse(record)),
        killed: (await thrownSwitch(ctx, workspaceId)) !== undefined,
      }),
      events: row.head.length + (await runtimeTotal(ctx, runId)),
    };
  },
});

/** Of the whole workspace, whichever page of its inbox is open. Null for whom it is not to be seen by. */
export const inbox = personQuery({
  args: {},
  handler: async (ctx): Promise<LiveStamp | null> => {
    const { actorId, workspaceId } = ctx.person;
    if (!(await holds(ctx, workspaceId, actorId, 'workspace:view'))) return null;
    const counts = await countsOf(ctx, workspaceId);
    return { state: inboxStamp(counts, await lastChanges(ctx, workspaceId)), events: 0 };
  },
});
