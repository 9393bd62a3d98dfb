import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publish } from '../../action/core/publish.ts';
import { repositoryOf } from '../../action/entry/compose-shared.ts';
import { realContext } from '../../action/entry/door.ts';
import { readPublishInputs } from '../../action/entry/publish-inputs.ts';
import { silent } from '../journeys/silent.ts';
import { type ApprovedRun, approveRun } from './approved-run.ts';

describe('[E2] an approval that is used twice, elsewhere or too late', { timeout: 120_000 }, () => {
  let approved: ApprovedRun;

  beforeAll(async () => {
    approved = await approveRun();
  }, 180_000);
  afterAll(() => approved.house.close());

  it.each([
    ['at the last moment', -1, 'published'],
    ['at the very moment it ends', 0, 'failed: Nothing was published: the approval has expired.'],
    ['a day too late', 86_400_000, 'failed: Nothing was published: the approval has expired.'],
  ])('used %s by its own clock: %s', async (_, late, end) => {
    const { expiresAt } = approved.run.report.subject ?? { expiresAt: 0 };

    const attempt = await approved.attempt({ now: () => expiresAt + late });

    expect(attempt.end).toBe(end);
    expect(attempt.written).toHaveLength(end === 'published' ? 3 : 0);
  });

  it('in another repository is refused, by name and by number', async () => {
    const { owner, name } = { owner: 'acme', name: approved.house.cloud.hosted.name };
    const byNumber = await approved.attempt({ repository: { externalId: '1', owner, name } });
    const byName = await approved.attempt({
      repository: { externalId: '730000001', owner, name: 'other' },
    });
    const liar = await approved.attempt({
      services: ({ repositories }) => ({
        repositories: {
          ...repositories,
          verifyRepositoryAccess: async (repository) => ({
            ...(await repositories.verifyRepositoryAccess(repository)),
            id: 'github:1',
          }),
        },
      }),
    });

    expect([byNumber, byName, liar].map(({ written }) => written)).toEqual([[], [], []]);
    expect(liar.end).toBe(
      'failed: Nothing was published: the approval names another repositoryId.',
    );
  });

  it('of another run is refused', async () => {
    const attempt = await approved.attempt({
      decision: (decision) => ({ ...decision, workflowRunId: 'run-ffffffffffffffff' }),
    });

    expect(attempt).toEqual({
      end: 'failed: Nothing was published: the decision is about another run.',
      written: [],
    });
  });

  it.each(['rejected', 'changes-requested'] as const)(
    'that is none ("%s") publishes nothing',
    async (answer) => {
      const attempt = await approved.attempt({ decision: (decision) => ({ ...decision, answer }) });

      expect(attempt).toEqual({ end: 'rejected', written: [] });
    },
  );

  it('by a hundred publish jobs at once makes one publication', async () => {
    const { house, run } = approved;
    const inputs = readPublishInputs(house.cloud.jobs.publish(run.id));
    const settings = {
      repository: repositoryOf(inputs),
      job: { ref: 'refs/heads/main', workflowRef: undefined },
      checkOnBase: true,
      runUrl: () => undefined,
    };
    const context = realContext([], AbortSignal.any([]));

    const ends = await Promise.all(
      Array.from({ length: 100 }, () =>
        publish(run.id, { ...house.services(run.id), telemetry: silent }, settings, context).then(
          ({ state }) => state,
          () => 'stopped',
        ),
      ),
    );

    expect(ends.filter((end) => end === 'published')).toHaveLength(1);
    expect(ends.filter((end) => end === 'stopped')).toHaveLength(99);
    expect(house.branches().filter((branch) => branch.includes(run.id))).toHaveLength(1);
    expect(house.cloud.github.state().pulls).toHaveLength(1);
    expect(house.checksOf(run.id).map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
    ]);
    const { events } = await house.services(run.id).storage.readWorkflowTimeline(run.id);
    expect(events.filter(({ type }) => type === 'decision.record')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'publication.branch')).toHaveLength(1);
  });
});
