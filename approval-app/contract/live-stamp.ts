import type { Approval } from '../../action/domain/approval.ts';
import type { MergeDecision } from '../../action/domain/merge-decision.ts';
import type { PublicationEvent } from '../../action/domain/publication-event.ts';
import type { RunState } from '../../action/domain/run-state.ts';
import type { InboxCounts } from './inbox.ts';
import type { Dispatch } from './run-view.ts';

/** What an open page is told: whether it still shows what is, and how much longer its lists got. */
export interface LiveStamp {
  /** Another text means: draw the page anew. */
  readonly state: string;
  /** Of the chain and of the agent, together. */
  readonly events: number;
}

export interface RunStanding {
  readonly state: RunState;
  readonly approvals: readonly Approval[];
  readonly decision: MergeDecision | null;
  readonly dispatches: readonly Dispatch[];
  readonly publications: readonly PublicationEvent[];
  readonly killed: boolean;
}

/**
 * Where the run stands, who answered, what is being published. Events that only make a list
 * longer are not in it.
 */
export function runStamp(standing: RunStanding): string {
  const { state, approvals, decision, dispatches, publications, killed } = standing;
  return [
    state,
    approvals.map(({ actorId, answer }) => `${actorId}:${answer}`).join(),
    decision ? `${decision.answer}:${decision.consumedAt ?? ''}` : '',
    dispatches.map(({ status, conclusion }) => `${status}:${conclusion ?? ''}`).join(),
    publications.map(({ kind, status }) => `${kind}:${status}`).join(),
    killed,
  ].join('|');
}

/**
 * How many rows there are of each kind, and which changed last: a row that moves to another lane
 * within a millisecond of eight others is told by the one, any other change by the other.
 */
export function inboxStamp(
  { needsDecision, running, ended, killed }: InboxCounts,
  changes: string,
): string {
  return `${needsDecision}/${running}/${ended}/${killed}|${changes}`;
}
