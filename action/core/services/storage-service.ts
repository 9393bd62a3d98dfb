import type { AgentControl, ControlOutcome, ControlRequest } from '../../domain/agent-control.ts';
import type { ApprovalSubject } from '../../domain/approval-subject.ts';
import type { AskedAt } from '../../domain/asked-at.ts';
import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import type { DsseEnvelope } from '../../domain/dsse-envelope.ts';
import type { EvidenceArtifact } from '../../domain/evidence-artifact.ts';
import type { RunId, Sha256 } from '../../domain/ids.ts';
import type { MergeDecision } from '../../domain/merge-decision.ts';
import type { PolicyVerdict } from '../../domain/policy-bundle.ts';
import type { ChainHead, ProvenanceEvent } from '../../domain/provenance-event.ts';
import type { PublicationEvent } from '../../domain/publication-event.ts';
import type { ReviewFinding } from '../../domain/review-finding.ts';
import type { ReviewRun } from '../../domain/review-run.ts';
import type { RunState } from '../../domain/run-state.ts';
import type { RuntimeEvent } from '../../domain/runtime-event.ts';
import type { WorkflowIntake } from '../../domain/workflow-intake.ts';
import type { WorkflowRun } from '../../domain/workflow-run.ts';

/** Everything the ledger knows of one run. */
export interface RunTimeline {
  readonly run: WorkflowRun;
  readonly events: readonly ProvenanceEvent[];
  readonly artifacts: readonly EvidenceArtifact[];
  readonly candidate: CandidatePatchSet | undefined;
  readonly verdict: PolicyVerdict | undefined;
  readonly subject: ApprovalSubject | undefined;
  readonly decision: MergeDecision | undefined;
  /** The decision as the approval app signed it, where there is one. */
  readonly decisionEnvelope?: DsseEnvelope | undefined;
  readonly publications: readonly PublicationEvent[];
  /** Absent where the ledger does not keep it. */
  readonly asked?: AskedAt | undefined;
}

/** The run as the caller knows it, used to start it; the ledger answers with what it holds. */
export interface NewRun {
  readonly id: RunId;
  readonly repositoryId: string;
  readonly targetRef: string;
  readonly trigger: string;
  readonly modelVersion: string;
  readonly githubRunId: string | undefined;
  readonly githubRunAttempt: number | undefined;
  readonly workflowRef: string | undefined;
  readonly createdAt: number;
}

/** Whose further attempt a run is. */
export type Lineage = Pick<WorkflowRun, 'rootWorkflowRunId' | 'attemptNumber'> & {
  readonly parentWorkflowRunId: RunId;
};

/**
 * The ledger's propose side. Contract: every write is idempotent (the same write twice leaves
 * one record and answers as the first time), authorised on the caller's own token, and
 * bounded in size; a state may only change along `runTransitions`. No method accepts a
 * payload larger than metadata: bytes belong to ArtifactsService.
 */
export interface ProposeStorage {
  /** `created: false`: this delivery made a run before; that run is returned unchanged. */
  createWorkflowFromIntake(
    intake: WorkflowIntake,
    run: NewRun,
  ): Promise<{ run: WorkflowRun; created: boolean }>;
  /** The same for a task that somebody wrote to us, and no event of a forge holds. */
  createWorkflowFromPrompt(
    intake: WorkflowIntake,
    run: NewRun,
  ): Promise<{ run: WorkflowRun; created: boolean }>;
  listRecentWorkflowStarts(limit: number): Promise<readonly WorkflowRun[]>;
  /**
   * Once, while the run is `received`: who may ask is known then, and nothing was done yet.
   * Throws `Failure` `conflict` for another lineage, a later state, or a run as its own parent.
   */
  recordLineage(runId: RunId, lineage: Lineage): Promise<WorkflowRun>;
  /** Moves the run; throws `Failure` `conflict` when the table has no such edge. */
  transition(
    runId: RunId,
    to: RunState,
    change?: { reason?: string; baseSha?: string },
  ): Promise<WorkflowRun>;
  appendRuntimeEvents(runId: RunId, events: readonly RuntimeEvent[]): Promise<void>;
  /**
   * Appends when the chain's head is `expected`, else throws `Failure` `conflict`: two writers
   * can not both extend one head. Appending events that are there already is a no-op.
   */
  appendProvenanceEvents(
    runId: RunId,
    expected: ChainHead,
    events: readonly ProvenanceEvent[],
  ): Promise<ChainHead>;
  /**
   * Puts what a person said in a comment into the run's queue; people of the approval app put
   * theirs there themselves. The same key answers with what is there. Throws `Failure`
   * `conflict` for the same key with other content, or where no agent can be told any more.
   */
  recordControl(runId: RunId, request: ControlRequest): Promise<AgentControl>;
  /** What the queue holds behind this sequence, in order; 0 for all. */
  readControls(runId: RunId, after: number): Promise<readonly AgentControl[]>;
  /** Once: the first outcome stands, another is a `conflict`. */
  acknowledgeControl(runId: RunId, sequence: number, outcome: ControlOutcome): Promise<void>;
  recordEvidenceArtifacts(runId: RunId, artifacts: readonly EvidenceArtifact[]): Promise<void>;
  createCandidatePatchSet(candidate: CandidatePatchSet): Promise<void>;
  createReviewRun(review: ReviewRun, findings: readonly ReviewFinding[]): Promise<void>;
  recordPolicyVerdict(runId: RunId, verdict: PolicyVerdict): Promise<void>;
  /** Asks for a decision on this subject and moves the run to `awaiting-decision`. */
  requestDecision(runId: RunId, subject: ApprovalSubject): Promise<void>;
  createPublicationEvent(event: PublicationEvent): Promise<void>;
  readWorkflowTimeline(runId: RunId): Promise<RunTimeline>;
}

/** The publish side: it can read, consume one decision and say what it published. */
export interface PublishStorage {
  readWorkflowTimeline(runId: RunId): Promise<RunTimeline>;
  appendProvenanceEvents(
    runId: RunId,
    expected: ChainHead,
    events: readonly ProvenanceEvent[],
  ): Promise<ChainHead>;
  /**
   * Takes the decision for this subject, once, and moves the run to `publishing` (approved) or
   * `rejected`. `first: false`: the same publish was here before; it goes on where it stopped.
   * Throws `Failure` `conflict` where the decision is missing, expired or about other bytes.
   */
  consumeDecision(
    runId: RunId,
    subjectSha256: Sha256,
  ): Promise<{ decision: MergeDecision; first: boolean }>;
  /**
   * Same key, same event; a pending one is completed in place. Throws `Failure` `conflict` for a
   * commit, branch or pull request unless an approval of this run was taken, or with another decision.
   */
  createPublicationEvent(event: PublicationEvent): Promise<void>;
  /**
   * Whether this is the only run of its workspace that was published, the same however often it
   * is asked. False where the ledger knows no workspace.
   */
  isFirstPublished(runId: RunId): Promise<boolean>;
  /**
   * Ends a publish. A run that still awaits its decision can end as `failed` or `cancelled`:
   * then nobody can approve it any more.
   */
  completePublication(
    runId: RunId,
    to: 'published' | 'failed' | 'cancelled',
    reason?: string,
  ): Promise<WorkflowRun>;
  recordEvidenceArtifacts(runId: RunId, artifacts: readonly EvidenceArtifact[]): Promise<void>;
}

/** Only the approval app has this: the human's answer, under the human's own token. */
export interface DecisionStorage {
  createMergeDecision(
    decision: Omit<MergeDecision, 'id' | 'actorId' | 'decidedAt' | 'consumedAt'>,
  ): Promise<MergeDecision>;
}

export type StorageService = ProposeStorage & PublishStorage & DecisionStorage;
