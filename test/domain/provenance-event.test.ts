import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chainStart,
  firstBreak,
  headAfter,
  link,
  type ProvenanceDraft,
  ProvenanceEvent,
} from '../../action/domain/provenance-event.ts';

const runId = 'run-0123456789abcdef';
const otherRun = 'run-fedcba9876543210';

function draft(at: number, run = runId): ProvenanceDraft {
  return {
    id: `event-${String(at).padStart(16, '0')}`,
    workflowRunId: run,
    traceId: 'a'.repeat(32),
    type: 'policy.evaluate',
    operation: 'evaluate',
    status: 'succeeded',
    startedAt: at,
    summary: `event ${at}`,
    artifactRefs: ['b'.repeat(64)],
  };
}

function chainOf(length: number, run = runId): ProvenanceEvent[] {
  const events: ProvenanceEvent[] = [];
  let head = chainStart(run);
  for (let at = 0; at < length; at += 1) {
    const event = link(head, draft(at, run));
    events.push(event);
    head = headAfter(event);
  }
  return events;
}

const longChain = chainOf(12);
const place = fc.nat({ max: longChain.length - 1 });

/** Another value for each field of an event. */
const edits: readonly Partial<ProvenanceEvent>[] = [
  { id: 'event-ffffffffffffffff' },
  { traceId: 'c'.repeat(32) },
  { parentEventId: 'event-ffffffffffffffff' },
  { type: 'policy.other' },
  { operation: 'other' },
  { pluginName: 'other' },
  { status: 'failed' },
  { startedAt: 99_999 },
  { completedAt: 99_999 },
  { summary: 'other' },
  { artifactRefs: [] },
  { errorCategory: 'other' },
  { sequence: 99 },
  { prevHash: 'd'.repeat(64) },
  { hash: 'd'.repeat(64) },
  { workflowRunId: otherRun },
];

describe('[BEAT-11] [E11] the provenance chain', () => {
  it('holds as it was written, also when it is read on from the middle', () => {
    fc.assert(
      fc.property(place, (at) => {
        const before = longChain.slice(0, at);
        const head = before.map(headAfter).at(-1) ?? chainStart(runId);

        expect(firstBreak(runId, before)).toBeUndefined();
        expect(firstBreak(runId, longChain.slice(at), head)).toBeUndefined();
      }),
    );
    expect(firstBreak(runId, [])).toBeUndefined();
  });

  it('[E11] an edit of any field of any event is found where it is', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...edits), (at, edit) => {
        const edited = longChain.map((event, index) =>
          index === at ? { ...event, ...edit } : event,
        );

        expect(firstBreak(runId, edited)?.at).toBe(at);
      }),
    );
    const covered = new Set(edits.flatMap((edit) => Object.keys(edit)));
    expect([...covered].sort()).toEqual(Object.keys(ProvenanceEvent.shape).sort());
  });

  it('[E11] an edit with its own hash made again breaks the next event', () => {
    fc.assert(
      fc.property(fc.nat({ max: longChain.length - 2 }), (at) => {
        const before = longChain.slice(0, at).map(headAfter).at(-1) ?? chainStart(runId);
        const forged = longChain.map((event, index) =>
          index === at ? link(before, { ...draft(at), summary: 'forged' }) : event,
        );

        expect(firstBreak(runId, forged)).toEqual({
          at: at + 1,
          because: 'does not link to the event before it',
        });
      }),
    );
  });

  it('[E11] a deletion is found, everywhere but at the end', () => {
    fc.assert(
      fc.property(fc.nat({ max: longChain.length - 2 }), (at) => {
        expect(firstBreak(runId, longChain.toSpliced(at, 1))?.at).toBe(at);
      }),
    );
  });

  it('[E11] events that change places are found', () => {
    fc.assert(
      fc.property(place, place, (left, right) => {
        fc.pre(left !== right);
        const swapped = longChain.map((event, at) => {
          if (at === left) return longChain[right] ?? event;
          return at === right ? (longChain[left] ?? event) : event;
        });

        expect(firstBreak(runId, swapped)?.at).toBe(Math.min(left, right));
      }),
    );
  });

  it('[E11] a repetition is found', () => {
    fc.assert(
      fc.property(place, (at) => {
        const twice = longChain.flatMap((event, index) =>
          index === at ? [event, event] : [event],
        );

        expect(firstBreak(runId, twice)?.at).toBe(at + 1);
      }),
    );
  });

  it('[E11] a cut at the end can not be seen from inside: that is what anchored heads are for', () => {
    const cut = longChain.slice(0, -1);
    const anchored = longChain.at(-1)?.hash;

    expect(firstBreak(runId, cut)).toBeUndefined();
    expect(cut.some(({ hash }) => hash === anchored)).toBe(false);
  });

  it('[E11] events of another run do not fit, also under this run’s name', () => {
    const foreign = chainOf(12, otherRun);
    const renamed = foreign.map((event) => ({ ...event, workflowRunId: runId }));

    fc.assert(
      fc.property(place, (at) => {
        const splice = (events: ProvenanceEvent[]) => [
          ...longChain.slice(0, at),
          ...events.slice(at),
        ];

        expect(firstBreak(runId, splice(foreign))?.at).toBe(at);
        expect(firstBreak(runId, splice(renamed))?.at).toBe(at);
      }),
    );
    expect(chainStart(runId)).not.toEqual(chainStart(otherRun));
  });
});
