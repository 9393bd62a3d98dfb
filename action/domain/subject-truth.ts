import type { ApprovalSubject } from './approval-subject.ts';
import type { CandidatePatchSet } from './candidate-patch-set.ts';
import { mayAnswer } from './merge-decision.ts';
import { isWholeVerdict, type PolicyVerdict } from './policy-bundle.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What a ledger holds of a run at the moment at which a decision is asked for. */
export interface RecordedFacts {
  readonly run: Pick<WorkflowRun, 'id' | 'repositoryId' | 'targetRef'>;
  readonly candidate: CandidatePatchSet | null;
  readonly verdict: PolicyVerdict | null;
  /** Whether the head that the subject names is one of this run's chain. */
  readonly holdsHead: boolean;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * A subject may only say what the ledger holds already: people decide on recorded facts. The one
 * rule of every ledger; what it answers goes on from "the approval subject of <run> ...".
 * Undefined where all of it is true.
 */
export function whyNotAsked(subject: ApprovalSubject, facts: RecordedFacts): string | undefined {
  const { run, candidate, verdict, holdsHead, now } = facts;
  if (subject.runId !== run.id) return 'names another run';
  if (subject.repositoryId !== run.repositoryId) return 'names another repository';
  if (subject.targetRef !== run.targetRef) return 'names another branch';
  if (subject.expiresAt <= now) return 'has expired';
  return (
    differsFromCandidate(subject, candidate) ??
    differsFromVerdict(subject, verdict) ??
    (holdsHead ? undefined : 'names a provenance head that is not in the ledger')
  );
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
  if (!isWholeVerdict(verdict)) return 'rests on a verdict that asks for other approvals';
  if (subject.policyDigest !== verdict.digest || subject.policyOutcome !== verdict.outcome)
    return 'names another policy verdict';
  // Asking is pointless where no answer, not even an overriding one, could approve.
  const ruling = mayAnswer('approved', verdict.outcome, 'any reason');
  return ruling.allowed ? undefined : `can not be decided: ${ruling.because}`;
}
