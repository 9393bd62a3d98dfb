import { z } from 'zod';
import { AgentControl } from '../../domain/agent-control.ts';
import { ApprovalSubject } from '../../domain/approval-subject.ts';
import { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import { EvidenceArtifact } from '../../domain/evidence-artifact.ts';
import { MergeDecision } from '../../domain/merge-decision.ts';
import { PolicyVerdict } from '../../domain/policy-bundle.ts';
import { PromptRequest } from '../../domain/prompt-request.ts';
import { ProvenanceEvent } from '../../domain/provenance-event.ts';
import { PublicationEvent } from '../../domain/publication-event.ts';
import { ReviewFinding } from '../../domain/review-finding.ts';
import { ReviewRun } from '../../domain/review-run.ts';
import { RuntimeEvent } from '../../domain/runtime-event.ts';
import { WorkflowRun } from '../../domain/workflow-run.ts';

/** The file of one run: everything that is recorded about it. What is absent is null. */
export const LedgerRecord = z.strictObject({
  schemaVersion: z.literal(1),
  /** How many runs the folder held before this one. */
  ordinal: z.int().nonnegative(),
  deliveryId: z.string().min(1).max(200),
  request: PromptRequest,
  run: WorkflowRun,
  events: z.array(ProvenanceEvent),
  runtimeEvents: z.array(RuntimeEvent),
  /** Ledgers that were written before agents could be told anything do not have it. */
  controls: z.array(AgentControl).default([]),
  artifacts: z.array(EvidenceArtifact),
  candidate: CandidatePatchSet.nullable(),
  reviews: z.array(ReviewRun),
  findings: z.array(ReviewFinding),
  verdict: PolicyVerdict.nullable(),
  subject: ApprovalSubject.nullable(),
  decision: MergeDecision.nullable(),
  publications: z.array(PublicationEvent),
});
export type LedgerRecord = z.infer<typeof LedgerRecord>;
