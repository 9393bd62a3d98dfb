import { digestOf } from '../../action/domain/digest.ts';
import { headAfter, link, ProvenanceEvent } from '../../action/domain/provenance-event.ts';
import type { MutationCtx } from './_generated/server.js';
import { amend, findRun, write } from './rows.ts';

export interface SystemEvent {
  readonly type: string;
  readonly operation: string;
  readonly status: ProvenanceEvent['status'];
  readonly summary: string;
}

/**
 * Extends a run's chain by what the ledger itself did. Only where no job is at work on the run: its
 * next append would be refused as a conflict, which is what it should be.
 */
export async function appendSystemEvent(
  ctx: MutationCtx,
  runId: string,
  { type, operation, status, summary }: SystemEvent,
): Promise<void> {
  const row = await findRun(ctx, runId);
  if (!row) return;
  const now = Date.now();
  const event = ProvenanceEvent.parse(
    link(row.head, {
      id: `event-${digestOf({ runId, at: row.head.length, type }).slice(0, 32)}`,
      workflowRunId: runId,
      traceId: row.record.traceId,
      pluginName: 'convex',
      startedAt: now,
      completedAt: now,
      artifactRefs: [],
      ...{ type, operation, status, summary: summary.slice(0, 2_000) },
    }),
  );
  await write(ctx, 'provenanceEvents', { record: event });
  await amend(ctx, 'workflowRuns', row, { head: headAfter(event) });
}
