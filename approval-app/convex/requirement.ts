import type { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import type { PromptRequest } from '../../action/domain/prompt-request.ts';
import { oneApproval } from '../../action/domain/required-approvals.ts';
import type { ApprovalRequirement } from '../contract/approval-requirement.ts';
import type { QueryCtx } from './_generated/server.js';
import { findRun, type RunRow } from './rows.ts';
import { startedBy } from './starts.ts';
import { requestOf, subjectRowOf, verdictOf } from './timeline.ts';
import { defaultStepUpMinutes, loginMinutes, workspaceRow } from './workspaceRow.ts';

/** Whose approvals this run needs: what its verdict asks for, under its workspace's rules. */
export async function requirementOf(ctx: QueryCtx, row: RunRow): Promise<ApprovalRequirement> {
  const { id, workspaceId } = row.record;
  const verdict = await verdictOf(ctx, id);
  const workspace = await workspaceRow(ctx, workspaceId);
  const askedAt = (await subjectRowOf(ctx, id))?._creationTime;
  const solo = workspace?.solo;
  const high = verdict?.risk?.level === 'HIGH';
  return {
    ...rulesOf(verdict),
    excluded: await participantsOf(ctx, row),
    solo:
      solo && askedAt !== undefined
        ? { notBefore: Math.ceil(askedAt) + solo.coolOffMinutes * 60_000 }
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
 * Everybody who had a hand in what is to be approved: who asked, commanded or labelled, who opened
 * the pull request, who pushed last; and the same of the run that this one goes on from.
 */
async function participantsOf(ctx: QueryCtx, row: RunRow): Promise<string[]> {
  const { rootWorkflowRunId, parentWorkflowRunId, id } = row.record;
  const earlier = new Set([rootWorkflowRunId, parentWorkflowRunId ?? id]);
  earlier.delete(id);
  const rows = [row, ...(await Promise.all([...earlier].map((runId) => findRun(ctx, runId))))];
  const requests = await Promise.all(
    rows.map(async (each) => each && (await requestOf(ctx, each.record.promptRequestId))),
  );
  const started = await Promise.all(
    rows.map(async (each) => {
      const { githubRunId } = each?.record ?? {};
      return githubRunId === undefined ? undefined : await startedBy(ctx, githubRunId);
    }),
  );
  const hands = [...requests.flatMap((request) => (request ? handsIn(request) : [])), ...started];
  return [...new Set(hands.filter((each) => each !== undefined))].sort();
}

function handsIn({ actorId, externalRef }: PromptRequest): string[] {
  const { sender, pullRequest } = externalRef ?? {};
  return [
    actorId,
    ...(sender ? [`github:${sender.externalId}`] : []),
    ...(pullRequest ? [`github:${pullRequest.authorId}`] : []),
  ];
}
