import { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import { PublicationEvent } from '../../action/domain/publication-event.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';
import type { QueryCtx } from './_generated/server.js';
import type { RunRow } from './rows.ts';

/**
 * More rows than this are not a run that we made. Reading is cut off there, and a chain that
 * lacks its end is noticed by whoever checks it against the head.
 */
const mostRows = 2_000;

/** One run with everything that hangs on it; null where there is nothing yet. */
export async function readTimeline(ctx: QueryCtx, row: RunRow) {
  const runId = row.record.id;
  const events = await ctx.db
    .query('provenanceEvents')
    .withIndex('by_sequence', (q) => q.eq('record.workflowRunId', runId))
    .take(mostRows);
  const artifacts = await ctx.db
    .query('evidenceArtifacts')
    .withIndex('by_artifact', (q) => q.eq('record.workflowRunId', runId))
    .take(mostRows);
  const publications = await ctx.db
    .query('publicationEvents')
    .withIndex('by_key', (q) => q.eq('record.workflowRunId', runId))
    .take(mostRows);
  return {
    run: WorkflowRun.parse(row.record),
    events: events.map((event) => ProvenanceEvent.parse(event.record)),
    artifacts: artifacts.map((artifact) => EvidenceArtifact.parse(artifact.record)),
    publications: publications.map((publication) => PublicationEvent.parse(publication.record)),
    candidate: await candidateOf(ctx, runId),
    verdict: await verdictOf(ctx, runId),
    subject: await subjectOf(ctx, runId),
    decision: await decisionOf(ctx, runId),
  };
}

export async function candidateOf(ctx: QueryCtx, runId: string): Promise<CandidatePatchSet | null> {
  const row = await ctx.db
    .query('candidatePatchSets')
    .withIndex('by_run', (q) => q.eq('record.workflowRunId', runId))
    .unique();
  return row && CandidatePatchSet.parse(row.record);
}

export async function verdictOf(ctx: QueryCtx, runId: string): Promise<PolicyVerdict | null> {
  const row = await ctx.db
    .query('policyVerdicts')
    .withIndex('by_run', (q) => q.eq('runId', runId))
    .unique();
  return row && PolicyVerdict.parse(row.record);
}

export async function subjectOf(ctx: QueryCtx, runId: string): Promise<ApprovalSubject | null> {
  const row = await ctx.db
    .query('approvalSubjects')
    .withIndex('by_run', (q) => q.eq('record.runId', runId))
    .unique();
  return row && ApprovalSubject.parse(row.record);
}

export async function decisionOf(ctx: QueryCtx, runId: string): Promise<MergeDecision | null> {
  const row = await ctx.db
    .query('mergeDecisions')
    .withIndex('by_run', (q) => q.eq('record.workflowRunId', runId))
    .unique();
  return row && MergeDecision.parse(row.record);
}
