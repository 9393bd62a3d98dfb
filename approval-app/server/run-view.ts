import { z } from 'zod';
import { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { EvidenceArtifact } from '../../action/domain/evidence-artifact.ts';
import { ActorId, Sha256 } from '../../action/domain/ids.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { PromptRequest } from '../../action/domain/prompt-request.ts';
import { ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import { PublicationEvent } from '../../action/domain/publication-event.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';

/** A run as the ledger shows it to a person who may see it. */
export const RunView = z.strictObject({
  run: WorkflowRun,
  request: PromptRequest.nullable(),
  events: z.array(ProvenanceEvent),
  artifacts: z.array(EvidenceArtifact),
  publications: z.array(PublicationEvent),
  candidate: CandidatePatchSet.nullable(),
  verdict: PolicyVerdict.nullable(),
  subject: ApprovalSubject.nullable(),
  subjectSha256: Sha256.nullable(),
  decision: MergeDecision.nullable(),
  viewer: z.strictObject({
    actorId: ActorId,
    mayApprove: z.boolean(),
    mayReject: z.boolean(),
  }),
});
export type RunView = z.infer<typeof RunView>;
