import { subjectDigest } from '../../action/domain/approval-subject.ts';
import { RunId } from '../../action/domain/ids.ts';
import type { RunView } from '../contract/run-view.ts';
import type { QueryCtx } from './_generated/server.js';
import { personQuery } from './builders.ts';
import { holds, type Person } from './callers.ts';
import { approvingOf, whyNotApprove } from './eligibility.ts';
import { requirementOf } from './requirement.ts';
import { findRun, type RunRow } from './rows.ts';
import { attemptsOf, attestationOf, dispatchesOf, findingsOf, reviewsOf } from './runParts.ts';
import { runtimeTotal } from './runtimeEvents.ts';
import { approvalsOf, readTimeline, requestOf } from './timeline.ts';
import { thrownSwitch } from './workspaceRow.ts';

/** What the run's page needs; null where there is no such run in the person's workspace. */
export const view = personQuery({
  args: { runId: RunId },
  handler: async (ctx, { runId }): Promise<RunView | null> => {
    const { actorId, workspaceId } = ctx.person;
    const row = await findRun(ctx, runId);
    if (row?.record.workspaceId !== workspaceId) return null;
    if (!(await holds(ctx, workspaceId, actorId, 'workspace:view'))) return null;
    const { decisionEnvelope, ...timeline } = await readTimeline(ctx, row);
    return {
      ...timeline,
      projection: { state: row.record.state, head: row.head.hash, events: row.head.length },
      request: await requestOf(ctx, row.record.promptRequestId),
      requirement: await requirementOf(ctx, row),
      reviews: await reviewsOf(ctx, runId),
      findings: await findingsOf(ctx, runId),
      subjectSha256: timeline.subject && subjectDigest(timeline.subject),
      approvals: await approvalsOf(ctx, runId),
      attestations: {
        decision: decisionEnvelope,
        publication: await attestationOf(ctx, runId, 'publication'),
      },
      dispatches: await dispatchesOf(ctx, runId),
      runtimeEvents: await runtimeTotal(ctx, runId),
      killed: (await thrownSwitch(ctx, workspaceId)) !== undefined,
      attempts: await attemptsOf(ctx, row),
      viewer: await viewerOf(ctx, row, ctx.person),
    };
  },
});

async function viewerOf(ctx: QueryCtx, row: RunRow, person: Person): Promise<RunView['viewer']> {
  const { actorId, impersonated } = person;
  const { workspaceId, id: runId } = row.record;
  const mayApprove = !impersonated && (await holds(ctx, workspaceId, actorId, 'decision:approve'));
  const mayReject = !impersonated && (await holds(ctx, workspaceId, actorId, 'decision:reject'));
  const why = whyNotApprove(await approvingOf(ctx, row, person));
  const own = (await approvalsOf(ctx, runId)).findLast((each) => each.actorId === actorId);
  return {
    ...{ actorId, impersonated, mayApprove, mayReject },
    whyNotApprove: mayApprove ? (why?.because ?? null) : 'you do not hold the right to approve',
    mustReauthenticate: why?.code === 'reauthenticate',
    answered: own?.answer ?? null,
  };
}
