import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type House, openHouse } from './house.ts';
import { askedForDecision, judged, published } from './passages.ts';
import { readRun } from './run.ts';
import { overwriteEvidence } from './tampering.ts';

describe('between approval and publication', { timeout: 180_000 }, () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination' });
  }, 120_000);
  afterAll(() => house.close());

  async function approved() {
    const run = await house.propose(house.ask());
    expect(await house.decide(run, { answer: 'approved' })).toEqual({ status: 'recorded' });
    return run;
  }
  const branchesOf = (runId: string) => house.branches().filter((name) => name.includes(runId));

  it('[E2] two publish jobs at once make one branch, one pull request, one set of checks', async () => {
    const run = await approved();

    const jobs = [house.startPublish(run.id), house.startPublish(run.id)];
    const [left, right] = await Promise.all(jobs.map(({ ended }) => ended));

    expect([left?.exitCode, right?.exitCode].sort()).toEqual([0, 1]);
    const winner = left?.exitCode === 0 ? left : right;
    const loser = left?.exitCode === 0 ? right : left;
    expect(winner?.result).toMatchObject({ kind: 'ended', state: 'published' });
    expect(loser?.said).toMatch(/^the ledger refused provenance:append: the chain of /);
    expect(branchesOf(run.id)).toHaveLength(1);
    const { pulls } = house.cloud.github.state();
    expect(pulls.filter(({ headBranch }) => headBranch.includes(run.id))).toHaveLength(1);
    expect(house.checksOf(run.id).map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
    ]);
    const told = winner?.result?.kind === 'ended' ? readRun(winner.result.folder, 0) : undefined;
    expect(told?.transcript).toEqual([...judged, ...askedForDecision, ...published]);
    expect(told?.finding).toMatchObject({ holds: true });
    expect((await house.services(run.id).storage.readWorkflowTimeline(run.id)).run.state).toBe(
      'published',
    );
  });

  it('[E3] a default branch that moved on changes nothing: it is published on the approved base', async () => {
    const run = await approved();
    const moved = pushCommit(house);

    const after = await house.publish(run.id);

    expect(after.state).toBe('published');
    expect(house.git('rev-parse', 'main')).toBe(moved);
    expect(house.git('rev-parse', `${after.report.publication.branch}^`)).toBe(
      run.report.candidate.baseSha,
    );
    expect(house.git('rev-parse', `${after.report.publication.branch}^{tree}`)).toBe(
      run.report.candidate.resultTree,
    );
  });

  it('a publish job that was killed half-way is picked up where it stopped', async () => {
    const run = await approved();
    // GitHub takes its time over the pull request; by then the branch is there.
    house.cloud.github.injectFault({ method: 'POST', path: /\/pulls$/, times: 1, delayMs: 3_000 });
    const killed = house.startPublish(run.id);
    await vi.waitFor(() => expect(branchesOf(run.id)).toHaveLength(1), {
      timeout: 60_000,
      interval: 20,
    });
    killed.signal('SIGKILL');
    expect(await killed.ended).toMatchObject({ exitCode: null, result: undefined });
    const [half] = branchesOf(run.id);
    const commit = house.git('rev-parse', `${half}`);

    const after = await house.publish(run.id);

    const [taken, started, ...rest] = published;
    expect(after.transcript).toEqual([
      ...judged,
      ...askedForDecision,
      taken,
      started,
      'publication.github started',
      ...rest,
    ]);
    expect(after.report.publication).toMatchObject({ status: 'published', branch: half, commit });
    expect(after.finding).toMatchObject({ holds: true });
    const { pulls } = house.cloud.github.state();
    expect(pulls.filter(({ headBranch }) => headBranch === half)).toHaveLength(1);
  });

  it('[E1] evidence that was changed in the store stops everything, and uses nothing up', async () => {
    const run = await approved();
    const contents = await Promise.all(
      (['diff', 'policy-result', 'stdout'] as const).map(async (kind) => {
        const item = run.report.evidence.find((evidence) => evidence.kind === kind);
        const sha256 = `${item?.sha256}`;
        return {
          sha256,
          bytes: await house.services(run.id).artifacts.getArtifact(run.id, sha256),
        };
      }),
    );

    for (const { sha256, bytes } of contents) {
      await overwriteEvidence(house, run.id, sha256, 'something else');
      const publish = await house.startPublish(run.id).ended;

      expect(publish).toMatchObject({ exitCode: 1, result: undefined });
      expect(publish.said).toBe(
        `evidence ${sha256} is not what it was when it was stored; do not use this run\n`,
      );
      expect(branchesOf(run.id)).toEqual([]);
      await overwriteEvidence(house, run.id, sha256, bytes);
    }

    expect((await house.publish(run.id)).state).toBe('published');
  });
});

/** Somebody else's work lands on the default branch; answers with its commit. */
function pushCommit({ git }: House): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@acme.test'];
  const commit = git(...identity, 'commit-tree', 'main^{tree}', '-p', 'main', '-m', 'Move on');
  git('update-ref', 'refs/heads/main', commit);
  return commit;
}
