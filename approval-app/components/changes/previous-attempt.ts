import type { Attempt, RunView } from '../../contract/run-view.ts';

/** The attempt that this one follows: its parent, else the newest before it that had a patch. */
export function previousAttempt({
  run,
  attempts,
}: Pick<RunView, 'run' | 'attempts'>): Attempt | undefined {
  const parent = attempts.find(({ runId }) => runId === run.parentWorkflowRunId);
  if (parent?.patchSha256) return parent;
  return attempts.findLast(
    ({ attempt, patchSha256 }) => attempt < run.attemptNumber && patchSha256 !== null,
  );
}
