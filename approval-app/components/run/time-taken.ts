import type { RunView } from '../../contract/run-view.ts';
import { isGoingOn } from './state-words.ts';

/**
 * Milliseconds from the start until people were asked, or until it ended before that. How long
 * they then took to answer is no part of it. Undefined while it goes on.
 */
export function timeTaken({ run, events }: Pick<RunView, 'run' | 'events'>): number | undefined {
  if (isGoingOn(run.state)) return undefined;
  const last = events.find(({ type }) => type === 'decision.requested') ?? events.at(-1);
  return last && (last.completedAt ?? last.startedAt) - run.createdAt;
}
