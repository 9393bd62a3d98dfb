import type { ApprovalSubject } from '../../domain/approval-subject.ts';
import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import { mayAnswer } from '../../domain/merge-decision.ts';
import type { PolicyVerdict } from '../../domain/policy-bundle.ts';
import type { LedgerRecord } from './ledger-record.ts';
import { alreadyWritten } from './limits.ts';
import { moved } from './moving.ts';
import { refusal } from './refusal.ts';

/** Asks for a decision on this subject, once, and moves the run to `awaiting-decision`. */
export function withSubject(
  record: LedgerRecord,
  subject: ApprovalSubject,
  now: number,
): LedgerRecord {
  if (alreadyWritten(record.subject, subject, 'the approval subject of this run')) return record;
  const because = untruth(record, subject, now);
  if (because) throw refusal('conflict', `the approval subject of ${record.run.id} ${because}`);
  return moved({ ...record, subject }, 'awaiting-decision');
}

/** A subject may only say what the ledger holds already: people decide on recorded facts. */
function untruth(record: LedgerRecord, subject: ApprovalSubject, now: number): string | undefined {
  const { run, candidate, verdict, events } = record;
  if (subject.runId !== run.id) return 'names another run';
  if (subject.repositoryId !== run.repositoryId) return 'names another repository';
  if (subject.targetRef !== run.targetRef) return 'names another branch';
  if (subject.expiresAt <= now) return 'has expired';
  const differs = differsFromCandidate(subject, candidate) ?? differsFromVerdict(subject, verdict);
  if (differs) return differs;
  return events.some(({ hash }) => hash === subject.provenanceHead)
    ? undefined
    : 'names a provenance head that is not in the ledger';
}

function differsFromCandidate(
  subject: ApprovalSubject,
  candidate: CandidatePatchSet | null,
): string | undefined {
  if (!candidate) return 'has no candidate';
  const same =
    subject.baseCommit === candidate.baseSha &&
    subject.baseTree === candidate.baseTree &&
    subject.patchSha256 === candidate.patchSha256 &&
    subject.resultTree === candidate.resultTree;
  return same ? undefined : 'names other bytes than the candidate';
}

function differsFromVerdict(
  subject: ApprovalSubject,
  verdict: PolicyVerdict | null,
): string | undefined {
  if (!verdict) return 'has no policy verdict';
  if (subject.policyDigest !== verdict.digest || subject.policyOutcome !== verdict.outcome)
    return 'names another policy verdict';
  // Asking is pointless where no answer, not even an overriding one, could approve.
  const ruling = mayAnswer('approved', verdict.outcome, 'any reason');
  return ruling.allowed ? undefined : `can not be decided: ${ruling.because}`;
}
