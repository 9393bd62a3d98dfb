import { subjectDigest } from '../../action/domain/approval-subject.ts';
import { RunId } from '../../action/domain/ids.ts';
import { allows } from '../../action/domain/membership.ts';
import type { Permission } from '../../action/domain/permission.ts';
import type { RunView } from '../contract/run-view.ts';
import type { QueryCtx } from './_generated/server.js';
import { attemptsOf } from './attempts.ts';
import { personQuery } from './builders.ts';
import { holds, membershipOf, type Person } from './callers.ts';
import { approvingOf, whyNotApprove } from './eligibility.ts';
import { namesOf } from './peopleNames.ts';
import { requirementOf } from './requirement.ts';
import { findRun, type RunRow } from './rows.ts';
import { attestationOf, dispatchesOf, findingsOf, reviewsOf } from './runParts.ts';
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
    // Each part has a range of its own, so none waits for another.
    const [timeline, request, requirement, reviews, findings, approvals] = await Promise.all([
      readTimeline(ctx, row),
      requestOf(ctx, row.record.promptRequestId),
      requirementOf(ctx, row),
      reviewsOf(ctx, runId),
      findingsOf(ctx, runId),
      approvalsOf(ctx, runId),
    ]);
    const [publication, dispatches, runtimeEvents, thrown, attempts, viewer] = await Promise.all([
      attestationOf(ctx, runId, 'publication'),
      dispatchesOf(ctx, runId),
      runtimeTotal(ctx, runId),
      thrownSwitch(ctx, workspaceId),
      attemptsOf(ctx, row),
      viewerOf(ctx, row, ctx.person, { approvals, requirement }),
    ]);
    const people = await namesOf(ctx, workspaceId, request, [
      ...attempts.flatMap(({ answers }) => answers.map((answer) => answer.actorId)),
      ...(request ? [request.actorId] : []),
      ...requirement.excluded,
    ]);
    const { decisionEnvelope, ...records } = timeline;
    return {
      ...records,
      ...{ request, requirement, reviews, findings, approvals },
      ...{ dispatches, runtimeEvents, attempts, people, viewer },
      projection: { state: row.record.state, head: row.head.hash, events: row.head.length },
      subjectSha256: records.subject && subjectDigest(records.subject),
      attestations: { decision: decisionEnvelope, publication },
      killed: thrown !== undefined,
    };
  },
});

async function viewerOf(
  ctx: QueryCtx,
  row: RunRow,
  person: Person,
  { approvals, requirement }: Pick<RunView, 'approvals' | 'requirement'>,
): Promise<RunView['viewer']> {
  const { actorId, impersonated } = person;
  const { workspaceId } = row.record;
  const [membership, approving] = await Promise.all([
    membershipOf(ctx, workspaceId, actorId),
    approvingOf(ctx, row, person, requirement),
  ]);
  const may = (permission: Permission) =>
    !impersonated && membership !== null && allows(membership, permission);
  const mayApprove = may('decision:approve');
  const why = whyNotApprove(approving);
  const own = approvals.findLast((each) => each.actorId === actorId);
  return {
    ...{ actorId, impersonated, mayApprove, mayReject: may('decision:reject') },
    ...{ mayStart: may('run:start'), mayInterrupt: may('run:interrupt') },
    whyNotApprove: mayApprove ? (why?.because ?? null) : 'you do not hold the right to approve',
    mustReauthenticate: why?.code === 'reauthenticate',
    answered: own?.answer ?? null,
  };
}
