import { type ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import type { Projection } from '../contract/run-view.ts';
import type { MutationCtx } from './_generated/server.js';
import type { Answer } from './answer.ts';
import { holds, type Person } from './callers.ts';
import { askToClose } from './closings.ts';
import {
  approvingOf,
  type Refused,
  refused,
  whyNotApprove,
  whyNotSeen,
  whyPolicyRefuses,
} from './eligibility.ts';
import { moveRun } from './moves.ts';
import { requirementOf } from './requirement.ts';
import { type RunRow, repositoryRow } from './rows.ts';
import { candidateRowOf, subjectOf } from './timeline.ts';
import { thrownSwitch } from './workspaceRow.ts';

/** One sentence for strangers, whether the run is there or not. */
export const unknownRun = 'there is no such run in your workspace';

/** Why this answer is not taken; undefined where it is. */
export async function whyRefused(
  ctx: MutationCtx,
  row: RunRow,
  person: Person,
  answer: Answer,
): Promise<Refused | undefined> {
  const barred = await whyBarred(ctx, row, person, answer);
  if (barred) return barred;
  const subject = await subjectOf(ctx, row.record.id);
  if (!subject) return refused('not-awaiting', 'nobody was asked to decide about this run');
  return (
    (await whyNotNow(ctx, row, subject, answer)) ??
    (answer.answer === 'approved'
      ? await whyNotApproved(ctx, row, subject, person, answer)
      : undefined)
  );
}

async function whyBarred(
  ctx: MutationCtx,
  row: RunRow,
  person: Person,
  answer: Answer,
): Promise<Refused | undefined> {
  const { workspaceId } = row.record;
  if (person.workspaceId !== workspaceId) return refused('not-found', unknownRun);
  if (!(await holds(ctx, workspaceId, person.actorId, 'workspace:view')))
    return refused('not-found', unknownRun);
  const permission = answer.answer === 'approved' ? 'decision:approve' : 'decision:reject';
  if (!(await holds(ctx, workspaceId, person.actorId, permission)))
    return refused('forbidden', `you do not hold the permission ${permission}`);
  const thrown = await thrownSwitch(ctx, workspaceId);
  if (thrown !== undefined) return refused('killed', `PatchPlane was stopped by ${thrown}`);
  // What is decided about a repository that was shut out could be carried out once it is let in.
  const repository = await repositoryRow(ctx, row.record.repositoryId);
  return repository?.active ? undefined : refused('killed', 'its repository was shut out');
}

async function whyNotNow(
  ctx: MutationCtx,
  row: RunRow,
  subject: ApprovalSubject,
  answer: Answer,
): Promise<Refused | undefined> {
  const { state } = row.record;
  if (subjectDigest(subject) !== answer.subjectSha256)
    return refused(
      'other-bytes',
      'the decision names other bytes than those that were put to decision',
    );
  if (state !== 'awaiting-decision')
    return refused('not-awaiting', `the run is "${state}" and awaits no decision`);
  if (Date.now() >= subject.expiresAt) {
    await moveRun(ctx, row, 'expired', { reason: 'nobody decided in time' });
    await askToClose(ctx, row);
    return refused('expired', 'the time to decide is over');
  }
  const changed = changesSince(answer.seen, row);
  if (changed.length === 0) return undefined;
  return refused('stale', `the page was out of date: ${changed.join('; ')}`, changed);
}

/** What happened since the page was drawn, for a person. */
function changesSince(seen: Projection, { record, head }: RunRow): string[] {
  const changed: string[] = [];
  if (seen.state !== record.state)
    changed.push(`the run was "${seen.state}" and is "${record.state}"`);
  const added = head.length - seen.events;
  if (added > 0) changed.push(`${added} provenance event${added === 1 ? '' : 's'} came since`);
  else if (seen.head !== head.hash) changed.push('the provenance chain is another one');
  return changed;
}

async function whyNotApproved(
  ctx: MutationCtx,
  row: RunRow,
  subject: ApprovalSubject,
  person: Person,
  answer: Answer,
): Promise<Refused | undefined> {
  const candidate = await candidateRowOf(ctx, row.record.id);
  if (!candidate) return refused('other-bytes', 'this run has no candidate');
  return (
    whyPolicyRefuses(subject.policyOutcome, answer.overrideReason) ??
    whyNotSeen(candidate, answer.displayedPatchSha256, answer.viewed) ??
    whyNotApprove(await approvingOf(ctx, row, person, await requirementOf(ctx, row)))
  );
}
