import { Approval } from '../../action/domain/approval.ts';
import { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { PromptRequest } from '../../action/domain/prompt-request.ts';
import { ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import { PublicationEvent } from '../../action/domain/publication-event.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';
import type { Doc } from './_generated/dataModel.js';
import type { QueryCtx } from './_generated/server.js';
import type { RunRow } from './rows.ts';
import { attestationOf } from './runParts.ts';

/**
 * More rows than this are not a run that we made. Reading is cut off there, and a chain that
 * lacks its end is noticed by whoever checks it against the head.
 */
const mostRows = 2_000;

/** One run with everything that hangs on it; null where there is nothing yet. */
export async function readTimeline(ctx: QueryCtx, row: RunRow) {
  const runId = row.record.id;
  const [events, artifacts, publications] = await Promise.all([
    ctx.db
      .query('provenanceEvents')
      .withIndex('by_sequence', (q) => q.eq('record.workflowRunId', runId))
      .take(mostRows),
    ctx.db
      .query('evidenceArtifacts')
      .withIndex('by_artifact', (q) => q.eq('record.workflowRunId', runId))
      .take(mostRows),
    ctx.db
      .query('publicationEvents')
      .withIndex('by_key', (q) => q.eq('record.workflowRunId', runId))
      .take(mostRows),
  ]);
  const [candidate, verdict, subject, decision, decisionEnvelope] = await Promise.all([
    candidateOf(ctx, runId),
    verdictOf(ctx, runId),
    subjectOf(ctx, runId),
    decisionOf(ctx, runId),
    attestationOf(ctx, runId, 'decision'),
  ]);
  return {
    run: WorkflowRun.parse(row.record),
    events: events.map((event) => ProvenanceEvent.parse(event.record)),
    artifacts: artifacts.map((artifact) => EvidenceArtifact.parse(artifact.record)),
    publications: publications.map((publication) => PublicationEvent.parse(publication.record)),
    ...{ candidate, verdict, subject, decision, decisionEnvelope },
  };
}

export async function candidateOf(ctx: QueryCtx, runId: string): Promise<CandidatePatchSet | null> {
  const row = await candidateRowOf(ctx, runId);
  return row && CandidatePatchSet.parse(row.record);
}

/** With how many changes there are beyond those that the ledger holds. */
export async function candidateRowOf(
  ctx: QueryCtx,
  runId: string,
): Promise<Doc<'candidatePatchSets'> | null> {
  return await ctx.db
    .query('candidatePatchSets')
    .withIndex('by_run', (q) => q.eq('record.workflowRunId', runId))
    .unique();
}

export async function verdictOf(ctx: QueryCtx, runId: string): Promise<PolicyVerdict | null> {
  const row = await ctx.db
    .query('policyVerdicts')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .unique();
  return row && PolicyVerdict.parse(row.record);
}

export async function subjectOf(ctx: QueryCtx, runId: string): Promise<ApprovalSubject | null> {
  const row = await subjectRowOf(ctx, runId);
  return row && ApprovalSubject.parse(row.record);
}

/** With the moment at which it was put to decision. */
export async function subjectRowOf(
  ctx: QueryCtx,
  runId: string,
): Promise<Doc<'approvalSubjects'> | null> {
  return await ctx.db
    .query('approvalSubjects')
    .withIndex('by_run', (q) => q.eq('record.runId', runId))
    .unique();
}

/** In the order in which they were given. */
export async function approvalsOf(ctx: QueryCtx, runId: string): Promise<Approval[]> {
  const rows = await ctx.db
    .query('approvals')
    .withIndex('by_run', (q) => q.eq('record.workflowRunId', runId))
    .take(mostRows);
  return rows
    .map(({ record }) => Approval.parse(record))
    .sort((left, right) => left.decidedAt - right.decidedAt);
}

export async function requestOf(ctx: QueryCtx, requestId: string): Promise<PromptRequest | null> {
  const row = await ctx.db
    .query('promptRequests')
    .withIndex('by_request', (q) => q.eq('record.id', requestId))
    .unique();
  return row && PromptRequest.parse(row.record);
}

export async function decisionOf(ctx: QueryCtx, runId: string): Promise<MergeDecision | null> {
  const row = await ctx.db
    .query('mergeDecisions')
    .withIndex('by_run', (q) => q.eq('record.workflowRunId', runId))
    .unique();
  return row && MergeDecision.parse(row.record);
}
