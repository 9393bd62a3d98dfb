import { mayBecome, type RunState } from '../../domain/run-state.ts';
import type { LedgerRecord } from './ledger-record.ts';
import { refusal } from './refusal.ts';

export interface Change {
  readonly reason?: string | undefined;
  readonly baseSha?: string | undefined;
}

/** Moves a run along one edge of the table; the same state again is no change. */
export function moved(record: LedgerRecord, to: RunState, change: Change = {}): LedgerRecord {
  const { run } = record;
  if (run.state === to) return record;
  if (!mayBecome(run.state, to))
    throw refusal('conflict', `run ${run.id} is "${run.state}" and can not become "${to}"`);
  return {
    ...record,
    run: {
      ...run,
      state: to,
      ...(change.reason === undefined ? {} : { stateReason: change.reason.slice(0, 2_000) }),
      ...(change.baseSha === undefined ? {} : { sourceBaseSha: change.baseSha }),
    },
  };
}
