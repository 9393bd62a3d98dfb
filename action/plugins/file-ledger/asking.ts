import type { ApprovalSubject } from '../../domain/approval-subject.ts';
import { whyNotAsked } from '../../domain/subject-truth.ts';
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
  const holdsHead = record.events.some(({ hash }) => hash === subject.provenanceHead);
  const because = whyNotAsked(subject, { ...record, holdsHead, now });
  if (because) throw refusal('conflict', `the approval subject of ${record.run.id} ${because}`);
  return moved({ ...record, subject }, 'awaiting-decision');
}
