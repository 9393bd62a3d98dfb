import type { RunId, Sha256 } from '../domain/ids.ts';
import {
  type ChainHead,
  chainStart,
  headAfter,
  link,
  type ProvenanceEvent,
} from '../domain/provenance-event.ts';
import type { Context } from './context.ts';
import type { ProposeStorage } from './services/storage-service.ts';

export interface Entry {
  readonly type: string;
  readonly operation: string;
  readonly status: ProvenanceEvent['status'];
  readonly startedAt?: number;
  readonly summary?: string;
  readonly pluginName?: string;
  readonly parentEventId?: string;
  readonly artifactRefs?: readonly Sha256[];
  readonly errorCategory?: string;
}

/** A run's provenance as this process extends it: every entry is in the ledger before the next. */
export interface Journal {
  record(...entries: readonly Entry[]): Promise<ProvenanceEvent>;
  readonly events: () => readonly ProvenanceEvent[];
  readonly head: () => ChainHead;
}

/** Longer summaries are cut: the ledger holds metadata, evidence holds bytes. */
const longestSummary = 1_000;

export function createJournal(
  run: { readonly id: RunId; readonly traceId: string },
  storage: Pick<ProposeStorage, 'appendProvenanceEvents'>,
  context: Pick<Context, 'now' | 'randomHex'>,
  written: readonly ProvenanceEvent[] = [],
): Journal {
  const events = [...written];
  let head = events.reduce<ChainHead>((_, event) => headAfter(event), chainStart(run.id));

  const draft = (entry: Entry) => ({
    id: `event-${context.randomHex(8)}`,
    workflowRunId: run.id,
    traceId: run.traceId,
    type: entry.type,
    operation: entry.operation,
    status: entry.status,
    startedAt: entry.startedAt ?? context.now(),
    artifactRefs: [...(entry.artifactRefs ?? [])],
    ...(entry.status === 'started' ? {} : { completedAt: context.now() }),
    ...(entry.summary ? { summary: entry.summary.slice(0, longestSummary).toWellFormed() } : {}),
    ...(entry.pluginName ? { pluginName: entry.pluginName } : {}),
    ...(entry.parentEventId ? { parentEventId: entry.parentEventId } : {}),
    ...(entry.errorCategory ? { errorCategory: entry.errorCategory } : {}),
  });

  /** One after the other: what happens at the same time still has one order in the chain. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    events: () => events,
    head: () => head,
    record(...entries) {
      const recorded = last.then(async () => await append(entries));
      last = recorded.catch(() => undefined);
      return recorded;
    },
  };

  async function append(entries: readonly Entry[]): Promise<ProvenanceEvent> {
    const before = head;
    const added: ProvenanceEvent[] = [];
    let next = before;
    for (const entry of entries) {
      const event = link(next, draft(entry));
      added.push(event);
      next = headAfter(event);
    }
    await storage.appendProvenanceEvents(run.id, before, added);
    events.push(...added);
    head = next;
    const newest = added.at(-1);
    if (!newest) throw new TypeError('a journal record needs at least one entry');
    return newest;
  }
}
