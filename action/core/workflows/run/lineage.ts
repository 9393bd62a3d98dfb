import type { RunId } from '../../../domain/ids.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { PriorRun, RunHistory } from '../../services/run-history.ts';
import type { ProposeStorage } from '../../services/storage-service.ts';

type Known = Pick<Parts, 'request' | 'access'>;

export interface LineageServices {
  readonly history: Pick<RunHistory, 'listRuns'>;
  readonly storage: Pick<ProposeStorage, 'recordLineage'>;
}

/**
 * Whose further attempt this run is, where an earlier run is asked again: the one that was named,
 * or the latest about the same issue. All runs about one issue are one family; its oldest is the
 * root. Written down here and not when the run began, since nothing is looked up before it is
 * known who asks.
 */
export async function lineage(
  { request }: Known,
  services: LineageServices,
): Promise<StageOutcome<Pick<Parts, 'request'>>> {
  const { rerun, issue, pullRequest } = request.intake.externalRef;
  const number = (issue ?? pullRequest)?.number;
  if (!rerun) return { add: { request } };
  // A dispatch that names a run and no issue: there is nowhere to look, and nothing depends on it.
  if (number === undefined) return await again(request, rerun.of, rerun.of, 2, services);

  const listed = await services.history.listRuns(request.repository, number);
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
  const root = earlier.at(-1)?.runId;
  return await again(request, parent?.runId, root, earlier.length + 1, services);
}

function named(wanted: RunId, earlier: readonly PriorRun[]): PriorRun | undefined {
  return earlier.find(({ runId }) => runId === wanted);
}

async function again(
  request: Parts['request'],
  parent: RunId | undefined,
  root: RunId | undefined,
  attemptNumber: number,
  { storage }: LineageServices,
): Promise<StageOutcome<Pick<Parts, 'request'>>> {
  if (parent === undefined) return { add: { request }, detail: 'nothing ran before' };
  const run = await storage.recordLineage(request.run.id, {
    parentWorkflowRunId: parent,
    rootWorkflowRunId: root ?? parent,
    attemptNumber,
  });
  const detail = `attempt ${attemptNumber}, after ${parent}`;
  return { add: { request: { ...request, run } }, detail };
}
