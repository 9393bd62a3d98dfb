import { mayBecome, type RunState } from '../../action/domain/run-state.ts';
import { WorkflowRun } from '../../action/domain/workflow-run.ts';
import type { MutationCtx } from './_generated/server.js';
import { exact } from './exact.ts';
import { project } from './projection.ts';
import { refusal } from './refusal.ts';
import { amend, type RunRow } from './rows.ts';

/** Moves a run along one edge of the table; the same state again is no change. */
export async function moveRun(
  ctx: MutationCtx,
  row: RunRow,
  to: RunState,
  change: { reason?: string | undefined; baseSha?: string | undefined } = {},
): Promise<WorkflowRun> {
  const from = row.record.state;
  if (from === to) return WorkflowRun.parse(row.record);
  if (!mayBecome(from, to))
    throw refusal('conflict', `run ${row.record.id} is "${from}" and can not become "${to}"`);
  const record = WorkflowRun.parse({
    ...row.record,
    state: to,
    ...(change.reason === undefined ? {} : { stateReason: change.reason }),
    ...(change.baseSha === undefined ? {} : { sourceBaseSha: change.baseSha }),
  });
  await amend(ctx, 'workflowRuns', row, { record: exact<RunRow['record']>(record) });
  await project(ctx, record.id);
  return record;
}
