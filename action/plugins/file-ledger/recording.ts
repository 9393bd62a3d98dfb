import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import type { EvidenceArtifact } from '../../domain/evidence-artifact.ts';
import type { PolicyVerdict } from '../../domain/policy-bundle.ts';
import {
  type ChainHead,
  chainStart,
  firstBreak,
  headAfter,
  type ProvenanceEvent,
} from '../../domain/provenance-event.ts';
import type { ReviewFinding } from '../../domain/review-finding.ts';
import type { ReviewRun } from '../../domain/review-run.ts';
import type { RuntimeEvent } from '../../domain/runtime-event.ts';
import type { LedgerRecord } from './ledger-record.ts';
import { alreadyWritten, checkSize } from './limits.ts';
import { refusal } from './refusal.ts';

/** What a run leaves behind. Each record is written once; the same one again is no change. */

/** How many changed paths of a candidate the ledger holds; the trust report has all of them. */
const mostChanges = 500;

export function withCandidate(record: LedgerRecord, candidate: CandidatePatchSet): LedgerRecord {
  requireSameRun(record, candidate.workflowRunId);
  const kept = { ...candidate, changes: candidate.changes.slice(0, mostChanges) };
  return alreadyWritten(record.candidate, kept, 'the candidate of this run')
    ? record
    : { ...record, candidate: kept };
}

export function withVerdict(record: LedgerRecord, verdict: PolicyVerdict): LedgerRecord {
  return alreadyWritten(record.verdict, verdict, 'the verdict on this run')
    ? record
    : { ...record, verdict };
}

export function withReview(
  record: LedgerRecord,
  review: ReviewRun,
  findings: readonly ReviewFinding[],
): LedgerRecord {
  for (const { workflowRunId } of [review, ...findings]) requireSameRun(record, workflowRunId);
  return {
    ...record,
    reviews: added(record.reviews, [review], 'review'),
    findings: added(record.findings, findings, 'finding'),
  };
}

export function withArtifacts(
  record: LedgerRecord,
  artifacts: readonly EvidenceArtifact[],
): LedgerRecord {
  for (const { workflowRunId } of artifacts) requireSameRun(record, workflowRunId);
  return { ...record, artifacts: added(record.artifacts, artifacts, 'artifact') };
}

export function withRuntimeEvents(
  record: LedgerRecord,
  events: readonly RuntimeEvent[],
): LedgerRecord {
  const known = new Map(record.runtimeEvents.map((event) => [event.idempotencyKey, event]));
  for (const event of events) {
    requireSameRun(record, event.workflowRunId);
    if (!known.has(event.idempotencyKey)) known.set(event.idempotencyKey, event);
  }
  return { ...record, runtimeEvents: [...known.values()] };
}

/** Goes on from `expected` or not at all; events that are there already are no change. */
export function withEvents(
  record: LedgerRecord,
  expected: ChainHead,
  events: readonly ProvenanceEvent[],
): { readonly record: LedgerRecord; readonly head: ChainHead } {
  const { id } = record.run;
  const broken = firstBreak(id, events, expected);
  if (broken) throw refusal('invalid-answer', `event ${broken.at} ${broken.because}`);
  checkSize(events, 'an append');
  const last = events.at(-1);
  const after = last ? headAfter(last) : expected;
  const newest = record.events.at(-1);
  const head = newest ? headAfter(newest) : chainStart(id);
  if (head.length === expected.length && head.hash === expected.hash)
    return { record: { ...record, events: [...record.events, ...events] }, head: after };
  // A hash covers all before it: where the last event is, the others are.
  if (last && record.events.some(({ hash }) => hash === last.hash)) return { record, head: after };
  throw refusal(
    'conflict',
    `the chain of ${id} has ${head.length} events; these want to follow ${expected.length}`,
  );
}

function added<Item extends { readonly id: string }>(
  there: readonly Item[],
  incoming: readonly Item[],
  what: string,
): Item[] {
  const all = new Map(there.map((item) => [item.id, item]));
  for (const item of incoming)
    if (!alreadyWritten(all.get(item.id), item, `${what} ${item.id}`)) all.set(item.id, item);
  return [...all.values()];
}

function requireSameRun({ run }: LedgerRecord, named: string): void {
  if (named !== run.id)
    throw refusal('invalid-answer', `a record of ${named} was sent for ${run.id}`);
}
