import type { RunView } from '../../contract/run-view.ts';

/** A workflow of which nothing was heard for so long is not asked about any more. */
const patienceMs = 60 * 60_000;

/**
 * Whether a publish job is at work, as far as anybody knows. What it published can be there before
 * GitHub says that it is done, and only then its publication is signed.
 */
export function isPublishing({ run, decision, dispatches }: RunView, now: number): boolean {
  if (run.state === 'publishing') return true;
  if (decision !== null && run.state === 'awaiting-decision') return true;
  const [newest] = dispatches;
  if (!newest || newest.status === 'completed') return false;
  return now - newest.updatedAt < patienceMs;
}
