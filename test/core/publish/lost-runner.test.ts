import { describe, expect, it } from 'vitest';
import { closeLost } from '../../../action/core/publish-lost.ts';
import type { CheckReport } from '../../../action/core/services/source-control-service.ts';
import type { RunTimeline } from '../../../action/core/services/storage-service.ts';
import { RunId } from '../../../action/domain/ids.ts';
import { chainStart } from '../../../action/domain/provenance-event.ts';
import { newEvents } from '../../approval-app/run-records.ts';

const runId = RunId.parse(`run-${'a'.repeat(16)}`);
const commit = 'b'.repeat(40);

/** What a ledger says of a run that it ended itself, but for what a story changes. */
function timeline(state: 'failed' | 'awaiting-decision' | 'cancelled', lastEvent: string) {
  const [event] = newEvents(runId, chainStart(runId), 1);
  return {
    run: { id: runId, state },
    events: [{ ...event, type: lastEvent }],
    publications: [{ kind: 'check-run', status: 'published', targetSha: commit }],
    artifacts: [],
  };
}

async function close(read: ReturnType<typeof timeline>, branch = 'refs/heads/main') {
  const checks: CheckReport[] = [];
  const services = {
    storage: { readWorkflowTimeline: async (): Promise<RunTimeline> => Object(read) },
    repositories: {
      verifyRepositoryAccess: async () => ({ defaultBranch: 'main' }),
      publishCheck: async (_: unknown, check: CheckReport) => {
        checks.push(check);
        return { externalId: '1', url: 'https://github.test/check/1' };
      },
    },
  };
  const said = await closeLost(runId, Object(services), {
    repository: { externalId: '42', owner: 'acme', name: 'api' },
    job: { ref: branch, workflowRef: `acme/api/.github/workflows/publish.yml@${branch}` },
    checkOnBase: true,
    runUrl: () => 'https://app.test/runs/it',
  });
  return { said, checks };
}

describe('a run whose runner died', () => {
  it('its check is ended as timed out, where it was opened', async () => {
    const { said, checks } = await close(timeline('failed', 'run.lost'));

    expect(said).toContain('lost its runner');
    expect(checks).toMatchObject([
      { headSha: commit, runId, conclusion: 'timed_out', detailsUrl: 'https://app.test/runs/it' },
    ]);
  });

  it('a run that ended by itself, or waits, keeps the check that it has', async () => {
    for (const read of [
      timeline('failed', 'run.failed'),
      timeline('awaiting-decision', 'run.lost'),
      timeline('cancelled', 'decision.void'),
    ])
      expect(await close(read)).toEqual({ said: undefined, checks: [] });
  });

  it('a job of another branch ends nothing', async () => {
    await expect(close(timeline('failed', 'run.lost'), 'refs/heads/mine')).rejects.toThrow(
      'default branch',
    );
  });
});
