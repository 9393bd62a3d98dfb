import { mostControls } from '../../action/domain/agent-control.ts';
import { participantsIn } from '../../action/domain/participants.ts';
import type { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { oneApproval } from '../../action/domain/required-approvals.ts';
import type { ApprovalRequirement } from '../contract/approval-requirement.ts';
import type { QueryCtx } from './_generated/server.js';
import { findRun, type RunRow } from './rows.ts';
import { startedBy } from './starts.ts';
import { requestOf, subjectRowOf, verdictOf } from './timeline.ts';
import {
  defaultStepUpMinutes,
  leastCoolOffMinutes,
  loginMinutes,
  workspaceRow,
} from './workspaceRow.ts';

/** Whose approvals this run needs: what its verdict asks for, under its workspace's rules. */
export async function requirementOf(ctx: QueryCtx, row: RunRow): Promise<ApprovalRequirement> {
  const { id, workspaceId } = row.record;
  const [verdict, workspace, asked, excluded] = await Promise.all([
    verdictOf(ctx, id),
    workspaceRow(ctx, workspaceId),
    subjectRowOf(ctx, id),
    participantsOf(ctx, row),
  ]);
  const askedAt = asked?._creationTime;
  const rules = rulesOf(verdict);
  const coolOffMinutes =
    workspace?.solo?.coolOffMinutes ?? (rules.requesterExcluded ? undefined : leastCoolOffMinutes);
  const high = verdict?.risk?.level === 'HIGH';
  return {
    ...rules,
    excluded,
    solo:
      coolOffMinutes !== undefined && askedAt !== undefined
        ? { notBefore: Math.ceil(askedAt) + coolOffMinutes * 60_000 }
        : null,
    loginWithinMinutes: high ? (workspace?.stepUpMinutes ?? defaultStepUpMinutes) : loginMinutes,
  };
}

type Rules = Pick<
  ApprovalRequirement,
  'required' | 'roles' | 'codeOwners' | 'codeOwnersRequired' | 'requesterExcluded'
>;

/** Closed where there is no verdict: whoever asked does not approve. */
function rulesOf(verdict: PolicyVerdict | null): Rules {
  const { required, roles, codeOwners, requireCodeOwners, excludeRequester } =
    verdict?.approvals ?? { ...oneApproval, excludeRequester: true };
  return {
    ...{ required, roles, codeOwners },
    codeOwnersRequired: requireCodeOwners,
    requesterExcluded: excludeRequester,
  };
}

/**
 * Everybody who had a hand in what is to be approved, in this run and in those that it goes on
 * from; whoever asked by the app is known behind the App's own name.
 */
async function participantsOf(ctx: QueryCtx, row: RunRow): Promise<string[]> {
  const runs = [row, ...(await earlierRuns(ctx, row))];
  const hands = await Promise.all(runs.map(async (each) => await handsIn(ctx, each)));
  return [...new Set(hands.flat())].sort();
}

const mostAttempts = 100;

/** Earlier attempts at the same request: what was asked of them is in this one too. */
async function earlierRuns(ctx: QueryCtx, { record }: RunRow): Promise<RunRow[]> {
  const { parentWorkflowRunId } = record;
  const [family, parent] = await Promise.all([
    ctx.db
      .query('workflowRuns')
      .withIndex('by_root', (q) => q.eq('record.rootWorkflowRunId', record.rootWorkflowRunId))
      .take(mostAttempts),
    parentWorkflowRunId === undefined ? null : findRun(ctx, parentWorkflowRunId),
  ]);
  const earlier = family.filter((each) => each.record.attemptNumber < record.attemptNumber);
  return parent && !earlier.some(({ _id }) => _id === parent._id) ? [...earlier, parent] : earlier;
}

async function handsIn(ctx: QueryCtx, { record }: RunRow): Promise<string[]> {
  const [request, rows, started] = await Promise.all([
    requestOf(ctx, record.promptRequestId),
    ctx.db
      .query('agentControls')
      .withIndex('by_sequence', (q) => q.eq('record.workflowRunId', record.id))
      .take(mostControls),
    record.githubRunId === undefined ? undefined : startedBy(ctx, record.githubRunId),
  ]);
  const controls = rows.map((each) => each.record);
  return [
    ...(request ? participantsIn({ ...request, controls }) : []),
    ...(started === undefined ? [] : [started]),
  ];
}
