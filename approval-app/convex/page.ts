import { subjectDigest } from '../../action/domain/approval-subject.ts';
import { RunId } from '../../action/domain/ids.ts';
import { PromptRequest } from '../../action/domain/prompt-request.ts';
import { personQuery } from './builders.ts';
import { holds } from './callers.ts';
import { findRun } from './rows.ts';
import { readTimeline } from './timeline.ts';

/** What the decision page needs; null where there is no such run in the person's workspace. */
export const view = personQuery({
  args: { runId: RunId },
  handler: async (ctx, { runId }) => {
    const { actorId, workspaceId } = ctx.person;
    const row = await findRun(ctx, runId);
    if (row?.record.workspaceId !== workspaceId) return null;
    if (!(await holds(ctx, workspaceId, actorId, 'workspace:view'))) return null;
    const timeline = await readTimeline(ctx, row);
    const request = await ctx.db
      .query('promptRequests')
      .withIndex('by_request', (q) => q.eq('record.id', row.record.promptRequestId))
      .unique();
    return {
      ...timeline,
      request: request && PromptRequest.parse(request.record),
      subjectSha256: timeline.subject && subjectDigest(timeline.subject),
      viewer: {
        actorId,
        mayApprove: await holds(ctx, workspaceId, actorId, 'decision:approve'),
        mayReject: await holds(ctx, workspaceId, actorId, 'decision:reject'),
      },
    };
  },
});
