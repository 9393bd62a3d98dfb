import { subjectDigest } from '../../domain/approval-subject.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Sha256 } from '../../domain/ids.ts';
import { MergeDecision, mayAnswer } from '../../domain/merge-decision.ts';
import type { LedgerRecord } from './ledger-record.ts';
import { moved } from './moving.ts';
import { refusal } from './refusal.ts';

/** Who decided, as the forge vouched for it. */
export interface Person {
  readonly actorId: string;
  /** Milliseconds. */
  readonly decidedAt: number;
}

export type Answer = Pick<MergeDecision, 'subjectSha256' | 'answer' | 'comment' | 'overrideReason'>;

/** What a step makes of a record; `refused` where it keeps what moved and still says no. */
export type Outcome =
  | { readonly record: LedgerRecord; readonly decision: MergeDecision; readonly first: boolean }
  | { readonly record: LedgerRecord; readonly refused: string };

/** A person's answer about exactly these bytes. The first decision stands. */
export function decided(
  record: LedgerRecord,
  person: Person,
  answer: Answer,
  now: number,
): Outcome {
  const { subject, run, decision: earlier } = record;
  if (!subject) return { record, refused: 'nobody was asked to decide about this run' };
  if (subjectDigest(subject) !== answer.subjectSha256)
    return {
      record,
      refused: 'the decision names other bytes than those that were put to decision',
    };
  if (earlier) return again(record, earlier, person, answer);
  if (run.state !== 'awaiting-decision')
    return { record, refused: `the run is "${run.state}" and awaits no decision` };
  if (now >= subject.expiresAt) return expired(record, 'nobody decided in time');
  const ruling = mayAnswer(answer.answer, subject.policyOutcome, answer.overrideReason);
  if (!ruling.allowed) return { record, refused: ruling.because };
  const decision = MergeDecision.parse({
    id: `decision-${digestOf({ runId: run.id, subjectSha256: answer.subjectSha256 }).slice(0, 32)}`,
    workflowRunId: run.id,
    subjectSha256: answer.subjectSha256,
    answer: answer.answer,
    actorId: person.actorId,
    comment: answer.comment,
    ...(answer.overrideReason === undefined ? {} : { overrideReason: answer.overrideReason }),
    decidedAt: person.decidedAt,
  });
  return { record: { ...record, decision }, decision, first: true };
}

/** Takes the decision, once: the run moves to `publishing` (approved) or `rejected`. */
export function consumed(record: LedgerRecord, subjectSha256: Sha256, now: number): Outcome {
  const { subject, decision, run } = record;
  if (!subject || subjectDigest(subject) !== subjectSha256)
    return { record, refused: 'these are not the bytes that were put to decision' };
  if (decision && decision.subjectSha256 !== subjectSha256)
    return { record, refused: 'the decision names other bytes' };
  if (decision?.consumedAt !== undefined) return { record, decision, first: false };
  if (run.state !== 'awaiting-decision')
    return { record, refused: `the run is "${run.state}" and awaits no decision` };
  if (now >= subject.expiresAt) return expired(record, 'the approval expired before it was used');
  if (!decision) return { record, refused: 'nobody decided' };
  const ruling = mayAnswer(decision.answer, subject.policyOutcome, decision.overrideReason);
  if (!ruling.allowed) return { record, refused: ruling.because };
  const taken = { ...decision, consumedAt: now };
  const next =
    decision.answer === 'approved'
      ? moved(record, 'publishing')
      : moved(record, 'rejected', { reason: `decision: ${decision.answer}` });
  return { record: { ...next, decision: taken }, decision: taken, first: true };
}

export function requireDecision(outcome: Outcome): {
  readonly decision: MergeDecision;
  readonly first: boolean;
} {
  if ('refused' in outcome) throw refusal('conflict', outcome.refused);
  return { decision: outcome.decision, first: outcome.first };
}

function again(
  record: LedgerRecord,
  earlier: MergeDecision,
  person: Person,
  answer: Answer,
): Outcome {
  const same =
    earlier.actorId === person.actorId &&
    earlier.answer === answer.answer &&
    earlier.comment === answer.comment &&
    earlier.overrideReason === answer.overrideReason;
  return same
    ? { record, decision: earlier, first: false }
    : { record, refused: `${earlier.actorId} decided already: ${earlier.answer}` };
}

function expired(record: LedgerRecord, reason: string): Outcome {
  return { record: moved(record, 'expired', { reason }), refused: 'the time to decide is over' };
}
