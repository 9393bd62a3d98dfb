import { describe, expect, it } from 'vitest';
import { closeLost } from '../../../action/core/publish-lost.ts';
import type { CheckReport } from '../../../action/core/services/source-control-service.ts';
import type { RunTimeline } from '../../../action/core/services/storage-service.ts';
import type { AskedAt } from '../../../action/domain/asked-at.ts';
import { Failure } from '../../../action/domain/failure.ts';
import { RunId } from '../../../action/domain/ids.ts';
import { chainStart } from '../../../action/domain/provenance-event.ts';
import type { RunMarker } from '../../../action/domain/run-marker.ts';
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

async function close(
  read: ReturnType<typeof timeline> & { readonly asked?: AskedAt },
  branch = 'refs/heads/main',
  setRunLabel = async () => undefined,
) {
  const checks: CheckReport[] = [];
  const comments: { place: number; marker: RunMarker; body: string }[] = [];
  const notes: unknown[] = [];
  const services = {
    storage: { readWorkflowTimeline: async (): Promise<RunTimeline> => Object(read) },
    repositories: {
      verifyRepositoryAccess: async () => ({ defaultBranch: 'main' }),
      publishCheck: async (_: unknown, check: CheckReport) => {
        checks.push(check);
        return { externalId: '1', url: 'https://github.test/check/1' };
      },
      createIssueComment: async (_: unknown, place: number, marker: RunMarker, body: string) =>
        void comments.push({ place, marker, body }),
      setRunLabel,
    },
    telemetry: { progress: (event: unknown) => void notes.push(event) },
  };
  const said = await closeLost(runId, Object(services), {
    repository: { externalId: '42', owner: 'acme', name: 'api' },
    job: { ref: branch, workflowRef: `acme/api/.github/workflows/publish.yml@${branch}` },
    checkOnBase: true,
    runUrl: () => 'https://app.test/runs/it',
  });
  return { said, checks, comments, notes };
}

describe('a run whose runner died', () => {
  it('its check is ended as timed out, where it was opened', async () => {
    const { said, checks } = await close(timeline('failed', 'run.lost'));

    expect(said).toContain('lost its runner');
    expect(checks).toMatchObject([
      { headSha: commit, runId, conclusion: 'timed_out', detailsUrl: 'https://app.test/runs/it' },
    ]);
  });

  it('its comment is ended where it was asked for, under the marker that it has, whatever the label', async () => {
    const asked = {
      ...{ issueNumber: 7, isPullRequest: false, deliveryId: 'delivery-1', actorId: 'github:99' },
    };
    const noLabel = async () => {
      throw new Failure({ code: 'auth', tell: 'no label is written' });
    };
    const lost = { ...timeline('failed', 'run.lost'), asked };

    const { said, comments, notes } = await close(lost, 'refs/heads/main', noLabel);

    expect(said).toContain('its check and its comment say so');
    expect(comments).toMatchObject([
      {
        ...{ place: 7, body: expect.stringContaining('### PatchPlane: Timed out') },
        marker: { runId, deliveryId: 'delivery-1', actorExternalId: '99', state: 'failed' },
      },
    ]);
    expect(notes).toEqual([{ kind: 'note', text: 'no label is written' }]);
  });

  it('a run that was asked for in the app has no comment', async () => {
    const asked = {
      ...{ issueNumber: null, isPullRequest: false, deliveryId: 'x', actorId: 'workos:user_1' },
    };

    expect(await close({ ...timeline('failed', 'run.lost'), asked })).toMatchObject({
      ...{ comments: [], checks: [{ conclusion: 'timed_out' }] },
    });
  });

  it('a run that ended by itself, or waits, keeps the check that it has', async () => {
    for (const read of [
      timeline('failed', 'run.failed'),
      timeline('awaiting-decision', 'run.lost'),
      timeline('cancelled', 'decision.void'),
    ])
      expect(await close(read)).toMatchObject({ said: undefined, checks: [], comments: [] });
  });

  it('a job of another branch ends nothing', async () => {
    await expect(close(timeline('failed', 'run.lost'), 'refs/heads/mine')).rejects.toThrow(
      'default branch',
    );
  });
});
