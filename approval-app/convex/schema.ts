import { defineSchema, defineTable } from 'convex/server';
import { v } from 'convex/values';
import { AgentControl } from '../../action/domain/agent-control.ts';
import { Approval } from '../../action/domain/approval.ts';
import { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { DsseEnvelope } from '../../action/domain/dsse-envelope.ts';
import { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';
import { Membership } from '../../action/domain/membership.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { GrantAccount } from '../../action/domain/model-grant.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { PromptRequest } from '../../action/domain/prompt-request.ts';
import { ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import { PublicationEvent } from '../../action/domain/publication-event.ts';
import {
  AccountConnection,
  RepositoryConnection,
} from '../../action/domain/repository-connection.ts';
import { ReviewFinding } from '../../action/domain/review-finding.ts';
import { ReviewRun } from '../../action/domain/review-run.ts';
import { RuntimeEvent } from '../../action/domain/runtime-event.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';
import { InboxEntry } from '../contract/inbox.ts';
import { zodToConvex } from '../zod-to-convex.js';

/**
 * The ledger. A row's `record` is the domain's entity, whole and unchanged; what stands beside
 * it is the ledger's own. Every write goes through `write` in rows.ts, which caps its size:
 * payloads live in the artifact store and only their digests come here.
 */
export default defineSchema({
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

  // Written by the server as the forge tells (webhooks, the installation's return), claimed for a
  // workspace by a person with repo:connect. Read when a repository is enrolled, and by settings.
  installations: defineTable({
    installationId: v.string(),
    /** Absent until somebody of a workspace connects it. */
    workspaceId: v.optional(v.string()),
    record: v.optional(zodToConvex(AccountConnection)),
    accountExternalId: v.string(),
    accountLogin: v.string(),
    status: v.union(v.literal('active'), v.literal('suspended'), v.literal('removed')),
    repositories: v.array(
      v.object({
        externalId: v.string(),
        fullName: v.string(),
        private: v.boolean(),
        defaultBranch: v.string(),
      }),
    ),
    updatedAt: v.number(),
  })
    .index('by_installation', ['installationId'])
    .index('by_workspace', ['workspaceId']),

  // Written by the server as the identity provider has it, and by internal functions. Read on every
  // call of a person, again at publish, and by settings.
  memberships: defineTable({
    record: zodToConvex(Membership),
    displayName: v.optional(v.string()),
    syncedAt: v.optional(v.number()),
  }).index('by_actor', ['record.workspaceId', 'record.actorId']),

  // Written by the server as the identity provider has it. Read by `decide`: who asked for a patch
  // is known by a GitHub account, who decides by a WorkOS user.
  githubAccounts: defineTable({
    actorId: v.string(),
    /** `github:<numeric id>`. */
    githubAccountId: v.string(),
    /** What CODEOWNERS may call this person, in lower case: `@login`, `@org/team`, an address. */
    handles: v.optional(v.array(v.string())),
    syncedAt: v.number(),
  })
    .index('by_actor', ['actorId'])
    .index('by_account', ['githubAccountId']),

  // Written by `workspaces` (a person with the right). Read by everything that starts, decides or
  // publishes, and by settings. One row a workspace.
  workspaces: defineTable({
    workspaceId: v.string(),
    killSwitch: v.optional(
      v.object({ actorId: v.string(), reason: v.string(), thrownAt: v.number() }),
    ),
    /** Requesters may approve their own requests, after this many minutes and a fresh login. */
    solo: v.optional(
      v.object({ coolOffMinutes: v.number(), actorId: v.string(), since: v.number() }),
    ),
    /** How old a login may be that approves a patch of high risk. */
    stepUpMinutes: v.optional(v.number()),
    /** Payloads of ended runs are deleted after so many days. */
    retentionDays: v.optional(v.number()),
    /** Runs that were made until then have had their turn. */
    sweptUntil: v.optional(v.number()),
  })
    .index('by_workspace', ['workspaceId'])
    .index('by_retention', ['retentionDays']),

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
    .index('by_state', ['record.workspaceId', 'record.state']),

  // Written with every move of a run, by `projection.ts` and nothing else. Read by the inbox: one
  // small row a run, so that a list of thousands reads no run whole.
  inboxEntries: defineTable({
    workspaceId: v.string(),
    runId: v.string(),
    repositoryId: v.string(),
    lane: v.union(v.literal('needs-decision'), v.literal('running'), v.literal('ended')),
    createdAt: v.number(),
    updatedAt: v.number(),
    /** What a list shows; JSON of `InboxEntry`. */
    entry: zodToConvex(InboxEntry),
    searchText: v.string(),
  })
    .index('by_run', ['runId'])
    .index('by_workspace', ['workspaceId', 'createdAt'])
    .index('by_lane', ['workspaceId', 'lane', 'createdAt'])
    .index('by_repository', ['workspaceId', 'repositoryId', 'createdAt'])
    .searchIndex('by_text', { searchField: 'searchText', filterFields: ['workspaceId', 'lane'] }),

  // Appended by the propose job. Read by a live timeline, by position.
  runtimeEvents: defineTable({
    record: zodToConvex(RuntimeEvent),
    /** From 0, without gaps: a list of 100,000 is read from anywhere. */
    position: v.optional(v.number()),
  })
    .index('by_key', ['record.workflowRunId', 'record.idempotencyKey'])
    .index('by_line', ['record.workflowRunId', 'record.sourceLine'])
    .index('by_position', ['record.workflowRunId', 'position']),

  // Added by people and by the propose job, which sets `outcome`, once. Polled by that job.
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
  }).index('by_artifact', ['record.workflowRunId', 'record.id']),

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

  // The pending decision: written once by the propose job. Read by `decide` and `consume`.
  approvalSubjects: defineTable({
    subjectSha256: v.string(),
    record: zodToConvex(ApprovalSubject),
    /** False once its time was over and that was noted. */
    open: v.optional(v.boolean()),
  })
    .index('by_run', ['record.runId'])
    .index('by_expiry', ['open', 'record.expiresAt']),

  // Written by `decisions:decide`, one for each person and answer, never changed. Read with the run.
  approvals: defineTable({ record: zodToConvex(Approval) }).index('by_run', [
    'record.workflowRunId',
    'record.actorId',
  ]),

  // Statements that the server signed with the app's key, once each. Read with the timeline.
  attestations: defineTable({
    runId: v.string(),
    kind: v.union(v.literal('decision'), v.literal('publication')),
    envelope: zodToConvex(DsseEnvelope),
    createdAt: v.number(),
  }).index('by_run', ['runId', 'kind']),

  // Publish workflows that the server started, and how far they are. Read by the run page.
  dispatches: defineTable({
    runId: v.string(),
    /** The forge's id of the workflow run. */
    workflowRunId: v.string(),
    url: v.string(),
    status: v.string(),
    conclusion: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index('by_run', ['runId', 'createdAt'])
    .index('by_workflow_run', ['workflowRunId']),

  // Workflow runs that the app started for a person, by the server. Read by `decide`: whoever asked
  // does not approve, also where the forge knows only the App.
  starts: defineTable({
    workflowRunId: v.string(),
    actorId: v.string(),
    createdAt: v.number(),
  }).index('by_workflow_run', ['workflowRunId']),

  // What the forge delivered, by delivery id, once each. Written by the server before it answers;
  // read by whoever asks whether a delivery was taken.
  deliveries: defineTable({
    deliveryId: v.string(),
    event: v.string(),
    action: v.optional(v.string()),
    installationId: v.optional(v.string()),
    bodySha256: v.string(),
    status: v.union(
      v.literal('received'),
      v.literal('handled'),
      v.literal('ignored'),
      v.literal('failed'),
    ),
    detail: v.optional(v.string()),
    receivedAt: v.number(),
  })
    .index('by_delivery', ['deliveryId'])
    .index('by_age', ['receivedAt']),

  // Written once by `decisions:decide`; `publications:consume` sets `consumedAt`, once.
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

  // Opened and revoked by the run's job, spent by the approval app's model route. Read by both only.
  modelGrants: defineTable({
    grantId: v.string(),
    runId: v.string(),
    account: zodToConvex(GrantAccount),
  })
    .index('by_grant', ['grantId'])
    .index('by_run', ['runId']),

  // Payloads of ended runs that are to be deleted from the artifact store, or were. Written by the
  // retention job, closed by the server once the store says that they are gone.
  deletions: defineTable({
    runId: v.string(),
    workspaceId: v.string(),
    because: v.string(),
    storageKeys: v.array(v.string()),
    status: v.union(v.literal('due'), v.literal('done')),
    attempts: v.number(),
    lastError: v.optional(v.string()),
    createdAt: v.number(),
    doneAt: v.optional(v.number()),
  })
    .index('by_status', ['status', 'createdAt'])
    .index('by_run', ['runId']),
});
