import { Approval } from '../../action/domain/approval.ts';
import { digestOf } from '../../action/domain/digest.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import type { DecisionOutcome } from '../contract/decision.ts';
import type { MutationCtx } from './_generated/server.js';
import { Answer } from './answer.ts';
import { audit } from './audit.ts';
import { personMutation } from './builders.ts';
import type { Person } from './callers.ts';
import { countingApprovals, missingFor } from './completion.ts';
import { approvingOf, isSolo, type Refused, refused } from './eligibility.ts';
import { project } from './projection.ts';
import { requirementOf } from './requirement.ts';
import { findRun, type RunRow, write } from './rows.ts';
import { unknownRun, whyRefused } from './standing.ts';
import { approvalsOf, decisionOf } from './timeline.ts';

/**
 * A person's answer about exactly these bytes: the one path by which anything becomes trusted. One
 * no is a decision; a yes is one as soon as all the approvals are there that policy asks for. The
 * first decision stands. Nothing moves until the publish job takes it.
 *
 * `refused` is a value and not an error, so that the audit entry of the attempt is kept.
 */
export const decide = personMutation({
  args: Answer,
  handler: async (ctx, answer): Promise<DecisionOutcome> => {
    const { person } = ctx;
    const row = await findRun(ctx, answer.runId);
    if (!row) return refused('not-found', unknownRun);
    const because = await whyRefused(ctx, row, person, answer);
    if (because) return await refuse(ctx, row, person, answer, because);
    const approvals = await approvalsOf(ctx, answer.runId);
    const decision = await decisionOf(ctx, answer.runId);
    const own = approvals.find(
      (each) => each.actorId === person.actorId && sameAnswer(each, answer),
    );
    if (decision)
      return own
        ? { status: 'recorded', decision, approval: own, first: false }
        : await refuse(ctx, row, person, answer, decidedBy(decision));
    if (own) return await outcomeOf(ctx, row, own);
    const again = approvals.some(
      (each) => each.actorId === person.actorId && each.answer === answer.answer,
    );
    if (again)
      return await refuse(ctx, row, person, answer, refused('decided', 'you approved already'));
    const approval = await record(ctx, row, person, answer);
    return await outcomeOf(ctx, row, approval);
  },
});

function decidedBy(decision: MergeDecision): Refused {
  return refused('decided', `${decision.actorId} decided already: ${decision.answer}`);
}

function sameAnswer(approval: Approval, answer: Answer): boolean {
  return (
    approval.answer === answer.answer &&
    approval.comment === answer.comment &&
    approval.overrideReason === answer.overrideReason
  );
}

async function record(
  ctx: MutationCtx,
  row: RunRow,
  person: Person,
  answer: Answer,
): Promise<Approval> {
  const { runId, viewed, seen: _seen, ...said } = answer;
  const approving = await approvingOf(ctx, row, person, await requirementOf(ctx, row));
  const { githubAccountId, handles, role, now } = approving;
  const solo = answer.answer === 'approved' && isSolo(approving);
  const approval = Approval.parse({
    ...said,
    id: `approval-${digestOf({ runId, actorId: person.actorId, answer: said.answer }).slice(0, 32)}`,
    workflowRunId: runId,
    actorId: person.actorId,
    role,
    ...(githubAccountId === undefined ? {} : { githubAccountId }),
    ...(handles.length > 0 ? { handles } : {}),
    filesOpened: viewed.filter(({ state }) => state === 'opened').length,
    filesUnviewed: viewed.filter(({ state }) => state !== 'opened').map(({ path }) => path),
    ...(person.authenticatedAt === undefined ? {} : { authenticatedAt: person.authenticatedAt }),
    ...(solo ? { solo } : {}),
    decidedAt: now,
  });
  await write(ctx, 'approvals', { record: approval });
  await tell(ctx, row, person, 'recorded', `${answer.answer}${solo ? ' (own request)' : ''}`);
  return approval;
}

/** A decision, where this answer made one; else what is still missing. */
async function outcomeOf(
  ctx: MutationCtx,
  row: RunRow,
  approval: Approval,
): Promise<DecisionOutcome> {
  const requirement = await requirementOf(ctx, row);
  const all = await approvalsOf(ctx, row.record.id);
  const counting = await countingApprovals(ctx, row.record.workspaceId, requirement, all);
  const missing = approval.answer === 'approved' ? missingFor(requirement, counting) : [];
  if (missing.length > 0) {
    await project(ctx, row.record.id);
    return {
      status: 'counted',
      approval,
      given: Math.max(1, counting.length),
      required: requirement.required,
      missing,
    };
  }
  const decision = decisionFrom(approval, counting);
  await write(ctx, 'mergeDecisions', { record: decision });
  await project(ctx, row.record.id);
  return { status: 'recorded', decision, approval, first: true };
}

function decisionFrom(approval: Approval, counting: readonly Approval[]): MergeDecision {
  const { workflowRunId, subjectSha256, answer, actorId, comment, decidedAt } = approval;
  const approved = answer === 'approved';
  // Whoever overrode policy did so for all: the reason goes with the decision.
  const overrideReason = approved
    ? counting.find((each) => each.overrideReason !== undefined)?.overrideReason
    : undefined;
  return MergeDecision.parse({
    id: `decision-${digestOf({ runId: workflowRunId, subjectSha256 }).slice(0, 32)}`,
    ...{ workflowRunId, subjectSha256, answer, actorId, comment, decidedAt },
    ...(overrideReason === undefined ? {} : { overrideReason }),
    ...(approved
      ? {
          approvers: counting.map(({ actorId, role, decidedAt }) => ({ actorId, role, decidedAt })),
        }
      : {}),
    ...(approved && counting.some(({ solo }) => solo) ? { solo: true } : {}),
  });
}

async function refuse(
  ctx: MutationCtx,
  row: RunRow,
  person: Person,
  answer: Answer,
  because: Refused,
): Promise<Refused> {
  await tell(ctx, row, person, 'refused', `${answer.answer}: ${because.because}`);
  return because;
}

async function tell(
  ctx: MutationCtx,
  row: RunRow,
  { actorId }: Person,
  outcome: 'recorded' | 'refused',
  detail: string,
): Promise<void> {
  const { workspaceId, id: runId } = row.record;
  await audit(ctx, { workspaceId, runId, actorId, action: 'decide', outcome, detail });
}
