import type { MergeDecision } from '../../action/domain/merge-decision.ts';
import { requestTitle } from '../../action/domain/request-title.ts';
import { isTerminal, type RunState } from '../../action/domain/run-state.ts';
import { InboxEntry, type Lane } from '../contract/inbox.ts';
import type { Doc } from './_generated/dataModel.js';
import type { MutationCtx, QueryCtx } from './_generated/server.js';
import { exact } from './exact.ts';
import { countMove } from './laneCounts.ts';
import { requirementOf } from './requirement.ts';
import { amend, findRun, type RunRow, write } from './rows.ts';
import {
  approvalsOf,
  candidateOf,
  decisionOf,
  requestOf,
  subjectOf,
  verdictOf,
} from './timeline.ts';

/**
 * Draws a run's row of the inbox anew. Whatever changes what a list shows calls this in the same
 * transaction, so that a list never tells of another state than the run's own page.
 */
export async function project(ctx: MutationCtx, runId: string): Promise<void> {
  const row = await findRun(ctx, runId);
  if (!row) return;
  const existing = await inboxRow(ctx, runId);
  // Two changes in one millisecond are two all the same: open lists tell them by this.
  const updatedAt = Math.max(Date.now(), (existing?.updatedAt ?? 0) + 1);
  const entry = await entryOf(ctx, row, updatedAt);
  await countMove(ctx, row.record.workspaceId, existing?.lane, entry.lane);
  const drawn = {
    workspaceId: row.record.workspaceId,
    runId,
    repositoryId: row.record.repositoryId,
    lane: entry.lane,
    createdAt: row.record.createdAt,
    updatedAt,
    entry,
    searchText: [entry.title, entry.repository, entry.requester, entry.number, runId].join(' '),
  };
  if (existing)
    await amend(
      ctx,
      'inboxEntries',
      existing,
      exact<Omit<Doc<'inboxEntries'>, '_id' | '_creationTime' | 'payloads'>>(drawn),
    );
  else await write(ctx, 'inboxEntries', drawn);
}

export async function inboxRow(ctx: QueryCtx, runId: string): Promise<Doc<'inboxEntries'> | null> {
  return await ctx.db
    .query('inboxEntries')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .unique();
}

async function entryOf(ctx: MutationCtx, row: RunRow, updatedAt: number): Promise<InboxEntry> {
  const { record } = row;
  const request = await requestOf(ctx, record.promptRequestId);
  const candidate = await candidateOf(ctx, record.id);
  const verdict = await verdictOf(ctx, record.id);
  const subject = await subjectOf(ctx, record.id);
  const approvals = await approvalsOf(ctx, record.id);
  const decision = await decisionOf(ctx, record.id);
  const requirement = await requirementOf(ctx, row);
  const ref = request?.externalRef;
  return InboxEntry.parse(
    withoutUndefined({
      runId: record.id,
      lane: laneOf(record.state, decision),
      state: record.state,
      answer: decision?.answer,
      stateReason: record.stateReason,
      repositoryId: record.repositoryId,
      repository: ref?.repository.fullName ?? record.repositoryId,
      title: requestTitle(request) ?? record.trigger,
      requester: ref?.sender.login ?? request?.actorId ?? '',
      number: ref?.pullRequest?.number ?? ref?.issue?.number,
      trigger: record.trigger,
      attempt: record.attemptNumber,
      risk: verdict?.risk?.level,
      policyOutcome: verdict?.outcome,
      ...(candidate?.stats ?? {}),
      approvalsGiven: approvals.filter(({ answer }) => answer === 'approved').length,
      approvalsRequired: requirement.required,
      expiresAt: subject?.expiresAt,
      createdAt: record.createdAt,
      updatedAt,
    }),
  );
}

/** What is decided waits for a job, and for nobody who looks at the list. */
function laneOf(state: RunState, decision: MergeDecision | null): Lane {
  if (state === 'awaiting-decision') return decision ? 'running' : 'needs-decision';
  return isTerminal(state) ? 'ended' : 'running';
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined && member !== null),
  );
}
