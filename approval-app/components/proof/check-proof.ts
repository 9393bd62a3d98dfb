import { subjectDigest } from '../../../action/domain/approval-subject.ts';
import { firstBreak, type ProvenanceEvent } from '../../../action/domain/provenance-event.ts';
import type { RunView } from '../../contract/run-view.ts';

interface Proof {
  readonly runId: string;
  readonly events: readonly ProvenanceEvent[];
  readonly subject: RunView['subject'];
  readonly subjectSha256: string | null;
  readonly candidate: RunView['candidate'];
  readonly verdict: RunView['verdict'];
  readonly decision: RunView['decision'];
  /** Digest of the stored patch as this browser got and hashed it; undefined where it got none. */
  readonly storedPatchSha256: string | undefined;
}

interface Check {
  readonly words: string;
  readonly holds: boolean;
  readonly because?: string;
}

/** What can be checked from what this browser holds: the chain, the subject, the bytes, the decision. */
export function checkProof(proof: Proof): Check[] {
  const { runId, events, subject, subjectSha256, decision } = proof;
  const broken = firstBreak(runId, events);
  const checks: Check[] = [
    {
      words: `the chain of ${events.length} events is whole`,
      holds: broken === undefined,
      ...(broken ? { because: `event ${broken.at} ${broken.because}` } : {}),
    },
  ];
  if (!subject) return checks;
  checks.push(
    {
      words: 'the approval subject has the digest that is shown',
      holds: subjectDigest(subject) === subjectSha256,
    },
    {
      words: 'the subject is anchored in the chain',
      holds: events.some(({ hash }) => hash === subject.provenanceHead),
    },
    ...bytesOf(subject, proof),
  );
  if (decision)
    checks.push({
      words: 'the decision names this subject',
      holds: decision.subjectSha256 === subjectSha256,
    });
  return checks;
}

type Subject = NonNullable<Proof['subject']>;

function bytesOf(
  { patchSha256, resultTree, baseCommit, policyDigest }: Subject,
  { candidate, verdict, storedPatchSha256 }: Proof,
): Check[] {
  return [
    {
      words: 'patch, base and result are those of the subject',
      holds:
        candidate?.patchSha256 === patchSha256 &&
        candidate.resultTree === resultTree &&
        candidate.baseSha === baseCommit,
    },
    {
      words: 'the policy verdict is the one of the subject',
      holds: verdict?.digest === policyDigest,
    },
    {
      words: 'the stored patch has the digest of the subject',
      holds: storedPatchSha256 === patchSha256,
      ...(storedPatchSha256 === undefined ? { because: 'it could not be read back whole' } : {}),
    },
  ];
}
