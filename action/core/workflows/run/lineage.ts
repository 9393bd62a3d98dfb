import type { RunId } from '../../../domain/ids.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { PriorRun, RunHistory } from '../../services/run-history.ts';

type Known = Pick<Parts, 'request' | 'access'>;

/**
 * Whose further attempt this run is, where an earlier run is asked again: the one that was named,
 * or the latest about the same issue. All runs about one issue are one family; its oldest is the
 * root.
 */
export async function lineage(
  { request }: Known,
  { history }: { readonly history: Pick<RunHistory, 'listRuns'> },
): Promise<StageOutcome<Pick<Parts, 'request'>>> {
  const { rerun, issue, pullRequest } = request.intake.externalRef;
  const number = (issue ?? pullRequest)?.number;
  if (!rerun) return { add: { request } };
  // A dispatch that names a run and no issue: there is nowhere to look, and nothing depends on it.
  if (number === undefined) return again(request, rerun.of, rerun.of, 2);

  const listed = await history.listRuns(request.repository, number);
  const earlier = listed.filter(({ runId }) => runId !== request.run.id);
  const parent = rerun.of === undefined ? earlier[0] : named(rerun.of, earlier);
  if (rerun.of !== undefined && !parent) {
    return {
      stop: {
        state: 'refused',
        category: 'unknown-run',
        reason: `There is no run ${rerun.of} about #${number} to run again. Leave the run out to repeat the latest.`,
      },
    };
  }
  return again(request, parent?.runId, earlier.at(-1)?.runId, earlier.length + 1);
}

function named(wanted: RunId, earlier: readonly PriorRun[]): PriorRun | undefined {
  return earlier.find(({ runId }) => runId === wanted);
}

function again(
  request: Parts['request'],
  parent: RunId | undefined,
  root: RunId | undefined,
  attemptNumber: number,
): StageOutcome<Pick<Parts, 'request'>> {
  const run = {
    ...request.run,
    ...(parent === undefined ? {} : { parentWorkflowRunId: parent }),
    rootWorkflowRunId: root ?? request.run.id,
    attemptNumber: parent === undefined ? 1 : attemptNumber,
  };
  const detail = parent ? `attempt ${attemptNumber}, after ${parent}` : 'nothing ran before';
  return { add: { request: { ...request, run } }, detail };
}
