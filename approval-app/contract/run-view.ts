import { z } from 'zod';
import { Approval } from '../../action/domain/approval.ts';
import { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { DsseEnvelope } from '../../action/domain/dsse-envelope.ts';
import { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';
import { ActorId, RunId, Sha256, Timestamp } from '../../action/domain/ids.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { PromptRequest } from '../../action/domain/prompt-request.ts';
import { ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import { PublicationEvent } from '../../action/domain/publication-event.ts';
import { ReviewFinding } from '../../action/domain/review-finding.ts';
import { ReviewRun } from '../../action/domain/review-run.ts';
import { RunState } from '../../action/domain/run-state.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';
import { ApprovalRequirement } from './approval-requirement.ts';

/**
 * What a page was drawn from. It goes back with the answer: a person who answers about an older
 * state is told what changed, and nothing is recorded.
 */
export const Projection = z.strictObject({
  state: RunState,
  /** Head of the provenance chain, and how many events it has. */
  head: Sha256,
  events: z.int().nonnegative(),
});
export type Projection = z.infer<typeof Projection>;

/** A publish workflow that the app started. */
export const Dispatch = z.strictObject({
  workflowRunId: z.string(),
  url: z.string(),
  /** GitHub's word: queued, in_progress, completed ... */
  status: z.string(),
  conclusion: z.string().optional(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Dispatch = z.infer<typeof Dispatch>;

/** One attempt of a request, with what people said of its bytes. */
export const Attempt = z.strictObject({
  runId: RunId,
  attempt: z.int().positive(),
  state: RunState,
  /** Null as long as nothing was captured. */
  patchSha256: Sha256.nullable(),
  answers: z.array(Approval.pick({ actorId: true, answer: true })),
});
export type Attempt = z.infer<typeof Attempt>;

/** Convex `page:view`: a run as the ledger shows it to a person who may see it. */
export const RunView = z.strictObject({
  run: WorkflowRun,
  projection: Projection,
  request: PromptRequest.nullable(),
  events: z.array(ProvenanceEvent),
  artifacts: z.array(EvidenceArtifact),
  publications: z.array(PublicationEvent),
  candidate: CandidatePatchSet.nullable(),
  verdict: PolicyVerdict.nullable(),
  requirement: ApprovalRequirement,
  reviews: z.array(ReviewRun),
  findings: z.array(ReviewFinding),
  subject: ApprovalSubject.nullable(),
  subjectSha256: Sha256.nullable(),
  approvals: z.array(Approval),
  decision: MergeDecision.nullable(),
  /** What the app signed about decision and publication. */
  attestations: z.strictObject({
    decision: DsseEnvelope.nullable(),
    publication: DsseEnvelope.nullable(),
  }),
  /** Newest first. */
  dispatches: z.array(Dispatch),
  runtimeEvents: z.int().nonnegative(),
  /** Whether the workspace's kill switch is thrown. */
  killed: z.boolean(),
  /** Attempts of the same request, this one included, oldest first. */
  attempts: z.array(Attempt),
  /** Names of people who are spoken of here: the workspace's, or `@login` of who asked on the forge. */
  people: z.array(z.strictObject({ actorId: ActorId, name: z.string() })),
  viewer: z.strictObject({
    actorId: ActorId,
    mayApprove: z.boolean(),
    mayReject: z.boolean(),
    /** Why this person can not approve now, for a person; null where they can. */
    whyNotApprove: z.string().nullable(),
    /** They have to sign in anew before an approval is taken. */
    mustReauthenticate: z.boolean(),
    /** Support staff acting as somebody: may look, not decide. */
    impersonated: z.boolean(),
    /** They may start a run: a next attempt of this one, too. */
    mayStart: z.boolean(),
    /** They may tell the agent something, or stop it. */
    mayInterrupt: z.boolean(),
    /** The answer that they gave already. */
    answered: z.enum(['approved', 'rejected', 'changes-requested']).nullable(),
  }),
});
export type RunView = z.infer<typeof RunView>;
