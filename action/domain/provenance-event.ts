import { z } from 'zod';
import { digestOf } from './digest.ts';
import { RecordId, RunId, Sha256, Timestamp, TraceId } from './ids.ts';

/** SPEC 11.3, chained: `hash` covers every other field, `prevHash` is the hash before it. */
export const ProvenanceEvent = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  traceId: TraceId,
  parentEventId: RecordId.optional(),
  sequence: z.int().nonnegative(),
  type: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/),
  operation: z.string().max(200),
  pluginName: z.string().max(100).optional(),
  status: z.enum(['started', 'succeeded', 'failed', 'blocked']),
  startedAt: Timestamp,
  completedAt: Timestamp.optional(),
  summary: z.string().max(2_000).optional(),
  /** SHA-256 of the evidence that this event speaks of. */
  artifactRefs: z.array(Sha256),
  errorCategory: z.string().max(100).optional(),
  prevHash: Sha256,
  hash: Sha256,
});
export type ProvenanceEvent = z.infer<typeof ProvenanceEvent>;

/** An event before it takes its place in the chain. */
export type ProvenanceDraft = Omit<ProvenanceEvent, 'sequence' | 'prevHash' | 'hash'>;

export interface ChainHead {
  readonly hash: Sha256;
  readonly length: number;
}

/** The chain of a run starts at the digest of its id: a chain of another run does not fit. */
export function chainStart(runId: RunId): ChainHead {
  return { hash: digestOf({ chain: runId }), length: 0 };
}

export function link(head: ChainHead, draft: ProvenanceDraft): ProvenanceEvent {
  const body = { ...draft, sequence: head.length, prevHash: head.hash };
  return { ...body, hash: digestOf(body) };
}

export function headAfter(event: ProvenanceEvent): ChainHead {
  return { hash: event.hash, length: event.sequence + 1 };
}

/**
 * The first event that does not follow from the one before it, or undefined for a whole chain.
 * `after` is where the events are said to go on from; by default, the start.
 */
export function firstBreak(
  runId: RunId,
  events: readonly ProvenanceEvent[],
  after: ChainHead = chainStart(runId),
): { at: number; because: string } | undefined {
  let head = after;
  for (const [at, event] of events.entries()) {
    const { hash, ...body } = event;
    if (event.workflowRunId !== runId) return { at, because: `belongs to ${event.workflowRunId}` };
    if (event.sequence !== head.length)
      return { at, because: `has sequence ${event.sequence}, expected ${head.length}` };
    if (event.prevHash !== head.hash)
      return { at, because: 'does not link to the event before it' };
    if (digestOf(body) !== hash) return { at, because: 'was changed after it was written' };
    head = headAfter(event);
  }
  return undefined;
}
