import { describe, expect, it } from 'vitest';
import type { PriorRun } from '../../../action/core/services/run-history.ts';
import { lineage } from '../../../action/core/workflows/run/lineage.ts';
import type { ExternalWorkflowRef } from '../../../action/domain/external-workflow-ref.ts';
import { access } from '../pull-request/pull-request.ts';
import { knownOf } from '../verify/known.ts';

const issue = { externalId: '3', number: 3, title: 'Pages', body: '' };
const runId = (digit: string) => `run-${digit.repeat(16)}`;

function prior(id: string, startedAt: number): PriorRun {
  return {
    runId: id,
    deliveryId: id,
    actorExternalId: '7',
    issueNumber: 3,
    startedAt,
    state: 'failed',
    githubRunId: undefined,
    subjectSha256: undefined,
  };
}

async function linedUp(from: Partial<ExternalWorkflowRef>, runs: readonly PriorRun[]) {
  const id = 'a'.repeat(40);
  const ids = { commit: id, baseTree: id, resultTree: id, patch: new Uint8Array() };
  const { request } = knownOf({ ...ids, from });
  return await lineage(
    { request, access },
    {
      history: { listRuns: async () => runs },
      storage: { recordLineage: async (_, family) => ({ ...request.run, ...family }) },
    },
  );
}

describe('a run that is asked again', () => {
  const runs = [prior(runId('c'), 30), prior(runId('b'), 20), prior(runId('a'), 10)];

  it('follows the latest one about its issue', async () => {
    const outcome = await linedUp({ issue, rerun: {} }, runs);

    expect(outcome).toMatchObject({
      add: {
        request: {
          run: {
            parentWorkflowRunId: runId('c'),
            rootWorkflowRunId: runId('a'),
            attemptNumber: 4,
          },
        },
      },
      detail: `attempt 4, after ${runId('c')}`,
    });
  });

  it('follows the one that was named', async () => {
    const outcome = await linedUp({ issue, rerun: { of: runId('b') } }, runs);

    expect(outcome.add?.request?.run.parentWorkflowRunId).toBe(runId('b'));
  });

  it('is refused where the named one is not known', async () => {
    const outcome = await linedUp({ issue, rerun: { of: runId('d') } }, runs);

    expect(outcome).toMatchObject({ stop: { state: 'refused', category: 'unknown-run' } });
  });

  it('counts itself out, and is the first where nothing ran before', async () => {
    const itself = prior('run-0123456789abcdef', 40);

    const outcome = await linedUp({ issue, rerun: {} }, [itself]);

    expect(outcome.add?.request?.run).toMatchObject({
      attemptNumber: 1,
      rootWorkflowRunId: 'run-0123456789abcdef',
    });
  });
});
