import { defineSchema, defineTable } from 'convex/server';
import { v } from 'convex/values';
import { AgentControl } from '../../action/domain/agent-control.ts';
import { Approval } from '../../action/domain/approval.ts';
import { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';
import { Membership } from '../../action/domain/membership.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { GrantAccount } from '../../action/domain/model-grant.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { PromptRequest } from '../../action/domain/prompt-request.ts';
import { ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import { PublicationEvent } from '../../action/domain/publication-event.ts';
import { RepositoryConnection } from '../../action/domain/repository-connection.ts';
import { ReviewFinding } from '../../action/domain/review-finding.ts';
import { ReviewRun } from '../../action/domain/review-run.ts';
import { RuntimeEvent } from '../../action/domain/runtime-event.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';
import { zodToConvex } from '../zod-to-convex.js';
import { appTables } from './appTables.ts';

/**
 * The ledger. A row's `record` is the domain's entity, whole and unchanged; what stands beside
 * it is the ledger's own. Every write goes through `write` in rows.ts, which caps its size:
 * payloads live in the artifact store and only their digests come here.
 */
export default defineSchema({
  ...appTables,

  // Written by `repositories` (a person with repo:connect) and by internal functions. Read on every
  // call of a job, and by the settings page.
  repositories: defineTable({
    repositoryId: v.string(),
    ownerId: v.string(),
    workspaceId: v.string(),
    /** Whole `job_workflow_ref`s: a file at a ref, so that a branch can not bring its own. */
    proposeWorkflowRefs: v.array(v.string()),
    publishWorkflowRefs: v.array(v.string()),
    active: v.boolean(),
    /** As the forge has it; absent where an administrator of the deployment enrolled it by id. */
    connection: v.optional(zodToConvex(RepositoryConnection)),
  })
    .index('by_repository', ['repositoryId'])
    .index('by_workspace', ['workspaceId']),

  // Written by the server as the identity provider has it, and by internal functions. Read on every
  // call of a person, again at publish, and by settings.
  memberships: defineTable({
    record: zodToConvex(Membership),
    displayName: v.optional(v.string()),
    syncedAt: v.optional(v.number()),
  }).index('by_actor', ['record.workspaceId', 'record.actorId']),

  // Written with the run it asks for, never changed. Read by the decision page.
  promptRequests: defineTable({ record: zodToConvex(PromptRequest) }).index('by_request', [
    'record.id',
  ]),

  // Written by the propose job, by `decisions:decide` (expiry) and by the publish job. Read everywhere.
  workflowRuns: defineTable({
    record: zodToConvex(WorkflowRun),
    deliveryId: v.string(),
    /** Head of the run's provenance chain: what an append is compared with. */
    head: v.object({ hash: v.string(), length: v.number() }),
  })
    .index('by_run', ['record.id'])
    .index('by_delivery', ['record.repositoryId', 'deliveryId'])
    .index('by_repository', ['record.repositoryId'])
    .index('by_root', ['record.rootWorkflowRunId'])
    .index('by_job', ['record.githubRunId'])
    .index('by_age', ['record.state', 'record.createdAt'])
    .index('by_state', ['record.workspaceId', 'record.state', 'record.repositoryId']),

  // Appended by the propose job. Read by a live timeline, by position.
  runtimeEvents: defineTable({
    record: zodToConvex(RuntimeEvent),
    /** From 0, without gaps: a list of 100,000 is read from anywhere. */
    position: v.optional(v.number()),
  })
    .index('by_key', ['record.workflowRunId', 'record.idempotencyKey'])
    .index('by_line', ['record.workflowRunId', 'record.sourceLine'])
    .index('by_position', ['record.workflowRunId', 'position']),

  // Added by people and by the propose job, which sets `outcome`, once. Read by that job, again and
  // again, and by the run page.
  agentControls: defineTable({ record: zodToConvex(AgentControl) })
    .index('by_sequence', ['record.workflowRunId', 'record.sequence'])
    .index('by_key', ['record.workflowRunId', 'record.key']),

  // Appended by both jobs, never changed. Read with the timeline.
  provenanceEvents: defineTable({ record: zodToConvex(ProvenanceEvent) })
    .index('by_sequence', ['record.workflowRunId', 'record.sequence'])
    .index('by_hash', ['record.workflowRunId', 'record.hash']),

  // Added by both jobs, never changed. Read with the timeline and by the decision page.
  // Its payload may be gone: `deletedAt` says since when.
  evidenceArtifacts: defineTable({
    record: zodToConvex(EvidenceArtifact),
    deletedAt: v.optional(v.number()),
  })
    .index('by_artifact', ['record.workflowRunId', 'record.id'])
    .index('by_deletion', ['record.workflowRunId', 'deletedAt'])
    .index('by_digest', ['record.workflowRunId', 'record.sha256']),

  // Written once by the propose job. Read with the timeline; `requests` compares with it.
  candidatePatchSets: defineTable({
    /** Its `changes` are the first ones only; the report in the evidence has all. */
    record: zodToConvex(CandidatePatchSet),
    changesTotal: v.number(),
    changesSha256: v.string(),
  }).index('by_run', ['record.workflowRunId']),

  // Written by the propose job. Read by the decision page.
  reviewRuns: defineTable({ record: zodToConvex(ReviewRun) }).index('by_review', [
    'record.workflowRunId',
    'record.id',
  ]),

  // Written with their review run, never changed. Read by the decision page.
  reviewFindings: defineTable({ record: zodToConvex(ReviewFinding) }).index('by_finding', [
    'record.workflowRunId',
    'record.id',
  ]),

  // Written once by the propose job. Read with the timeline; `requests` compares with it.
  policyVerdicts: defineTable({ runId: v.string(), record: zodToConvex(PolicyVerdict) }).index(
    'by_run',
    ['runId'],
  ),

  // The pending decision. Written once by the propose job. Read by `decide` and `consume`.
  approvalSubjects: defineTable({
    subjectSha256: v.string(),
    record: zodToConvex(ApprovalSubject),
    /** False once its time was over and that was noted. */
    open: v.optional(v.boolean()),
  })
    .index('by_run', ['record.runId'])
    .index('by_nonce', ['record.nonce'])
    .index('by_expiry', ['open', 'record.expiresAt']),

  // Written by `decisions:decide`, one for each person and answer, never changed. Read with the run.
  approvals: defineTable({ record: zodToConvex(Approval) }).index('by_run', [
    'record.workflowRunId',
    'record.actorId',
  ]),

  // Written once by `decisions:decide`; `publications:consume` sets `consumedAt`, once. Read with the
  // timeline, and by the server that signs it.
  mergeDecisions: defineTable({ record: zodToConvex(MergeDecision) }).index('by_run', [
    'record.workflowRunId',
  ]),

  // Written by both jobs; a pending one is completed in place. Read with the timeline.
  publicationEvents: defineTable({ record: zodToConvex(PublicationEvent) }).index('by_key', [
    'record.workflowRunId',
    'record.idempotencyKey',
  ]),

  // Written in the same transaction as what it tells of: decisions and refusals, settings, the kill
  // switch, enrolment, deletion. Never changed. Read by settings and with the run.
  auditEntries: defineTable({
    workspaceId: v.string(),
    /** Absent where it is not about one run. */
    runId: v.optional(v.string()),
    actorId: v.string(),
    action: v.string(),
    outcome: v.union(v.literal('recorded'), v.literal('refused')),
    detail: v.string(),
    at: v.number(),
  })
    .index('by_run', ['runId'])
    .index('by_workspace', ['workspaceId', 'at']),

  // Written by the run's job, which opens and revokes them, and by the approval app's model route,
  // which spends them. Read by these two only.
  modelGrants: defineTable({
    grantId: v.string(),
    runId: v.string(),
    account: zodToConvex(GrantAccount),
  })
    .index('by_grant', ['grantId'])
    .index('by_run', ['runId']),
});
