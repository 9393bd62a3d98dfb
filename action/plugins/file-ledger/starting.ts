import type { Lineage, NewRun } from '../../core/services/storage-service.ts';
import { digestOf } from '../../domain/digest.ts';
import { PromptRequest } from '../../domain/prompt-request.ts';
import type { WorkflowIntake } from '../../domain/workflow-intake.ts';
import { WorkflowRun } from '../../domain/workflow-run.ts';
import type { LedgerRecord } from './ledger-record.ts';
import { refusal } from './refusal.ts';

/** The record of a run that has just begun. */
export function startedRecord(
  intake: WorkflowIntake,
  asked: NewRun,
  ordinal: number,
): LedgerRecord {
  const { deliveryId } = intake.externalRef;
  const request = PromptRequest.parse({
    id: `prompt-request-${digestOf({ repositoryId: asked.repositoryId, deliveryId }).slice(0, 32)}`,
    workspaceId: intake.workspace.id,
    actorId: intake.actor.id,
    traceId: intake.traceId,
    source: intake.source,
    prompt: intake.prompt,
    externalRef: intake.externalRef,
    status: 'accepted',
    createdAt: asked.createdAt,
  });
  const { githubRunId, githubRunAttempt, workflowRef, ...run } = asked;
  return {
    schemaVersion: 1,
    ordinal,
    deliveryId,
    request,
    run: WorkflowRun.parse({
      ...run,
      promptRequestId: request.id,
      workspaceId: intake.workspace.id,
      traceId: intake.traceId,
      state: 'received',
      rootWorkflowRunId: asked.id,
      attemptNumber: 1,
      ...(githubRunId === undefined ? {} : { githubRunId }),
      ...(githubRunAttempt === undefined ? {} : { githubRunAttempt }),
      ...(workflowRef === undefined ? {} : { workflowRef }),
    }),
    events: [],
    runtimeEvents: [],
    controls: [],
    artifacts: [],
    candidate: null,
    reviews: [],
    findings: [],
    verdict: null,
    subject: null,
    decision: null,
    publications: [],
  };
}

/** The same record for the same lineage again; nothing of a run that went on changes. */
export function withLineage(record: LedgerRecord, lineage: Lineage): LedgerRecord {
  const { run } = record;
  if (lineage.parentWorkflowRunId === run.id)
    throw refusal('conflict', `run ${run.id} can not follow itself`);
  const next = WorkflowRun.parse({ ...run, ...lineage });
  if (digestOf(next) === digestOf(run)) return record;
  if (run.parentWorkflowRunId !== undefined || run.state !== 'received')
    throw refusal('conflict', `run ${run.id} has begun already, without this lineage`);
  return { ...record, run: next };
}
