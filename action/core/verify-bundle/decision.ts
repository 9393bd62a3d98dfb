import { z } from 'zod';
import { ApprovalSubject, subjectDigest } from '../../domain/approval-subject.ts';
import type { EvidenceManifest } from '../../domain/evidence-manifest.ts';
import { Sha256 } from '../../domain/ids.ts';
import { DecisionStatus, MergeDecision } from '../../domain/merge-decision.ts';
import type { ProvenanceEvent } from '../../domain/provenance-event.ts';
import type { TrustReport } from '../../domain/trust-report.ts';
import type { Bundle } from '../bundle.ts';
import { must } from './does-not-hold.ts';
import { readJson } from './read.ts';

/** `decision.json`. */
export const DecisionFile = z.strictObject({
  schemaVersion: z.literal(1),
  status: DecisionStatus,
  subjectSha256: Sha256.nullable(),
  subject: ApprovalSubject.nullable(),
  decision: MergeDecision.nullable(),
});

/** What was asked, what was answered, and that both are about exactly these bytes. */
export function checkDecision(
  bundle: Bundle,
  events: readonly ProvenanceEvent[],
  manifest: EvidenceManifest,
  report: TrustReport,
): void {
  const { status, subject, subjectSha256, decision } = readJson(
    bundle,
    'decision.json',
    DecisionFile,
  );
  must(
    status === report.decision.status,
    'decision.json and trust-report.json disagree about the decision',
  );
  must(
    subjectSha256 === report.subjectSha256,
    'decision.json and trust-report.json name different subjects',
  );
  must(
    (decision?.answer ?? 'none') === status,
    'decision.json has a status that its decision does not give',
  );
  if (!subject) {
    must(subjectSha256 === null, 'decision.json names a subject that it does not hold');
    must(decision === null, 'decision.json decides about nothing');
    return;
  }
  must(
    subjectDigest(subject) === subjectSha256,
    'decision.json: the subject is not the one of its digest',
  );
  checkSubject(subject, events, manifest, report);
  if (decision) checkAnswer(decision, subjectSha256, events, manifest);
}

function checkSubject(
  subject: ApprovalSubject,
  events: readonly ProvenanceEvent[],
  manifest: EvidenceManifest,
  { candidate, policy, verification }: TrustReport,
): void {
  must(subject.runId === manifest.runId, 'decision.json is about another run');
  must(
    subject.evidenceManifestSha256 === manifest.sealedSha256,
    'the approval is about other evidence',
  );
  must(subject.patchSha256 === candidate.patchSha256, 'the approval is about another patch');
  must(subject.resultTree === candidate.resultTree, 'the approval is about another tree');
  must(subject.baseCommit === candidate.baseSha, 'the approval is about another base');
  must(subject.baseTree === candidate.baseTree, 'the approval is about another base tree');
  must(subject.policyDigest === policy.digest, 'the approval is about another verdict');
  must(subject.policyOutcome === policy.outcome, 'the approval is about another verdict');
  must(subject.planDigest === verification.planDigest, 'the approval is about another plan');
  const sealed = events.find((event) => event.hash === subject.provenanceHead);
  must(
    sealed?.artifactRefs.includes(manifest.sealedSha256) === true,
    'the chain does not hold the head that the approval names',
  );
}

function checkAnswer(
  decision: MergeDecision,
  subjectSha256: Sha256,
  events: readonly ProvenanceEvent[],
  manifest: EvidenceManifest,
): void {
  must(decision.subjectSha256 === subjectSha256, 'the decision names other bytes');
  must(decision.workflowRunId === manifest.runId, 'the decision is about another run');
  const recorded = events.some(
    (event) =>
      event.type === 'decision.record' && event.artifactRefs.includes(decision.subjectSha256),
  );
  must(recorded, 'the chain does not hold the decision');
}
