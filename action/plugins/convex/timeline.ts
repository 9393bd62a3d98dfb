import { z } from 'zod';
import { ApprovalSubject } from '../../domain/approval-subject.ts';
import { AskedAt } from '../../domain/asked-at.ts';
import { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import { DsseEnvelope } from '../../domain/dsse-envelope.ts';
import { EvidenceArtifact } from '../../domain/evidence-artifact.ts';
import { MergeDecision } from '../../domain/merge-decision.ts';
import { PolicyVerdict } from '../../domain/policy-bundle.ts';
import { ProvenanceEvent } from '../../domain/provenance-event.ts';
import { PublicationEvent } from '../../domain/publication-event.ts';
import { WorkflowRun } from '../../domain/workflow-run.ts';

/** A run's timeline as it comes over the wire, where what is absent is null. */
export const Timeline = z.strictObject({
  run: WorkflowRun,
  events: z.array(ProvenanceEvent),
  artifacts: z.array(EvidenceArtifact),
  publications: z.array(PublicationEvent),
  candidate: CandidatePatchSet.nullable(),
  verdict: PolicyVerdict.nullable(),
  subject: ApprovalSubject.nullable(),
  decision: MergeDecision.nullable(),
  /** The decision as the approval app signed it. Absent from ledgers of an earlier version. */
  decisionEnvelope: DsseEnvelope.nullable().default(null),
  /** Absent from ledgers of an earlier version. */
  asked: AskedAt.nullable().default(null),
});
