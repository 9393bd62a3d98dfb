import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultBundle } from '../../action/core/policy/default-bundle.ts';
import { readApproval } from '../../action/core/read-approval.ts';
import { baseMoved } from '../../action/core/workflows/publish/base-moved.ts';
import type { House } from '../journeys/house.ts';
import { type ApprovedRun, approveRun } from './approved-run.ts';

describe('[E3] a target that moved on after the approval', { timeout: 120_000 }, () => {
  let approved: ApprovedRun;
  let start: string;
  let touched: string;

  beforeAll(async () => {
    approved = await approveRun();
    start = approved.house.git('rev-parse', 'main');
    touched = `${approved.run.report.candidate.changes[0]?.path}`;
  }, 240_000);
  afterAll(() => approved.house.close());

  /** The target with this file changed to another one's content, from where the run began. */
  const target = (path?: string) => moveTarget(approved.house, start, path);

  it('by commits that change nothing is published on the approved base', async () => {
    target();

    expect(await approved.attempt({})).toMatchObject({ end: 'published' });
  });

  it('in a file of the patch is refused: what, since when, and what to do', async () => {
    const moved = target(touched);

    const { end, written } = await approved.attempt({});

    expect(written).toEqual([]);
    expect(end).toMatch(/^failed: The base moved: since /);
    for (const part of [start.slice(0, 12), moved.slice(0, 12), touched, '/patchplane rerun'])
      expect(end).toContain(part);
  });

  it('in other files is refused as well, unless the policy lets the approval hold', async () => {
    target('docs/added.md');

    const { end, written } = await approved.attempt({});

    expect(written).toEqual([]);
    expect(end).toMatch(
      /^failed: The base moved: .*changed docs\/added\.md, which the patch does not/,
    );
    expect(end).toContain('approvals.keepWhenBaseMoved');
    expect(await whyMoved(approved, true)).toBeUndefined();
    expect(await whyMoved(approved, false)).toBe(end.slice('failed: '.length));
  });

  it('in a file of the patch is refused whatever the policy says', async () => {
    target(touched);

    expect(await whyMoved(approved, true)).toMatch(/^The base moved: /);
  });

  it('[A7] and a job on another branch does not even look', async () => {
    const job = { ref: 'refs/heads/attack', workflowRef: undefined };

    const { end, written } = await approved.attempt({ job });

    expect(written).toEqual([]);
    expect(end).toMatch(/^Failure: Nothing was published: this job runs on "refs\/heads\/attack"/);
  });

  it('[SEC-16] a kill switch that was thrown since voids the approval', async () => {
    target();
    const thrown = { thrownBy: async () => 'the variable PATCHPLANE_KILL_SWITCH' };

    const { end, written } = await approved.attempt({ services: () => ({ killSwitch: thrown }) });

    expect(written).toEqual([]);
    expect(end).toMatch(
      /^cancelled: PatchPlane was stopped by the variable PATCHPLANE_KILL_SWITCH/,
    );
  });

  it.each([
    ['while everything is recomputed', 1, []],
    ['when all but the branch is there', 2, ['commit']],
  ])(
    '[E13] a kill switch thrown %s stops a job that took the decision already',
    async (_, looks, left) => {
      target();
      let looked = 0;
      const thrownBy = async () =>
        looked++ < looks ? undefined : 'the kill switch of the workspace';

      const { end, written } = await approved.attempt({
        services: () => ({ killSwitch: { thrownBy } }),
      });

      expect(written).toEqual(left);
      expect(end).toMatch(/^failed: PatchPlane was stopped by the kill switch of the workspace/);
    },
  );

  it('[E13] a run that expired is closed as expired, whoever throws a switch meanwhile', async () => {
    target();
    const thrown = { thrownBy: async () => 'the kill switch of the workspace' };

    const { end, written } = await approved.attempt({
      timeline: (timeline) => ({ ...timeline, run: { ...timeline.run, state: 'expired' } }),
      services: () => ({ killSwitch: thrown }),
    });

    expect(written).toEqual([]);
    expect(end).toMatch(/^expired: The time to approve and publish is over/);
  });
});

function moveTarget({ git }: House, start: string, path: string | undefined): string {
  const [blob = ''] = git('ls-tree', '-r', '--format=%(objectname)', start).split('\n');
  git('read-tree', start);
  if (path) git('update-index', '--add', '--cacheinfo', `100644,${blob},${path}`);
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@acme.test'];
  const tree = git('write-tree');
  const commit = git(...identity, 'commit-tree', tree, '-p', start, '-m', `Change ${path}`);
  git('update-ref', 'refs/heads/main', commit);
  return commit;
}

/** The question itself, under a policy that keeps approvals or does not. */
async function whyMoved({ house, run, timeline }: ApprovedRun, keepWhenBaseMoved: boolean) {
  const { repositories, git, artifacts } = house.services(run.id);
  const { subject, patch } = await readApproval(run.id, timeline, artifacts);
  const repository = { externalId: '730000001', owner: 'acme', name: house.cloud.hosted.name };
  const trusted = await git.open(repository, {
    commit: subject.baseCommit,
    tree: subject.baseTree,
    ref: subject.targetRef,
  });
  try {
    const derivation = await trusted.applyPatch(patch);
    if (derivation.kind === 'refused') throw new Error(derivation.because);
    const approvals = { ...defaultBundle.approvals, keepWhenBaseMoved };
    const policy = { ...defaultBundle, approvals };
    return await baseMoved(
      { repository, subject, patch, trusted, derived: derivation.derived, policy },
      { reader: repositories, git },
    );
  } finally {
    await trusted.close();
  }
}
