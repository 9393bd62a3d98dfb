import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type House, openHouse } from './house.ts';
import { type Run, readRun, textOf, unfinished } from './run.ts';

/** Four agents, each with an idea of its own: one breaks a test, two fix the bug, one does nothing. */
describe('best of four', { timeout: 240_000 }, () => {
  let house: House;
  let run: Run;

  beforeAll(async () => {
    house = await openHouse({ cassette: 'best-of-four' });
    run = await house.propose(house.ask(), { PATCHPLANE_CANDIDATES: '4' });
  }, 240_000);
  afterAll(() => house.close());

  it('asks about the patch that the evidence speaks for, and names it alone', () => {
    const [first, second] = run.report.candidates;

    expect(run.report.run.state).toBe('awaiting-decision');
    // The smaller of the two that fix the bug; who wrote it is nobody's merit.
    expect(run.report.tests.summary).toMatchObject({ newFailures: [], disappeared: [] });
    expect(run.report.candidate.patchSha256).toBe(first?.patchSha256);
    expect(run.report.subject).toMatchObject({
      patchSha256: first?.patchSha256,
      resultTree: first?.resultTree,
    });
    expect(first).toMatchObject({
      rank: 1,
      stopped: null,
      newFailures: 0,
      policyOutcome: 'approve',
    });
    expect(second).toMatchObject({ rank: 2, stopped: null, newFailures: 0 });
  });

  it('explains every place', () => {
    const places = run.report.candidates.map(({ because, stopped }) => [because, stopped !== null]);

    expect(places).toEqual([
      [expect.stringMatching(/^1 of 1 required checks passed, 0 tests newly fail/), false],
      [
        expect.stringMatching(/^it (changes \d+ lines|fixes \d+ tests), and the one before it/),
        false,
      ],
      [expect.stringMatching(/required checks passed, and 1 before it|newly fail/), false],
      [expect.stringMatching(/^it went no further: The candidate changes nothing/), true],
    ]);
    const text = textOf(run.bundle, 'trust-report.md');
    expect(text).toContain('**Candidates**: 4 agents worked on it side by side');
  });

  it('keeps every patch and all that was seen of it, and all of it holds', async () => {
    const { artifacts } = house.services(run.id);
    const patches = run.report.evidence.filter(({ kind }) => kind === 'diff');

    for (const { patchSha256 } of run.report.candidates) {
      const bytes = await artifacts.getArtifact(run.id, patchSha256 ?? '');
      expect(sha256Hex(bytes)).toBe(patchSha256);
      expect(patches.map(({ sha256 }) => sha256)).toContain(patchSha256);
    }
    expect(patches.filter(({ producers }) => producers.includes('capture'))).toHaveLength(1);
    expect(run.finding).toMatchObject({ holds: true });
  });

  it('each had a sandbox of its own and another for its tests; none is left', () => {
    const agents = run.report.sandboxes.filter(({ purpose }) => purpose === 'agent');
    const tests = run.report.sandboxes.filter(({ purpose }) => purpose === 'verify');

    expect(agents).toHaveLength(4);
    // Three have something to test; one of them changed tests, so the old ones run on it as well.
    expect(tests).toHaveLength(4);
    expect(run.report.sandboxes.every(({ destroyed }) => destroyed)).toBe(true);
    expect(house.cloud.daytona.sandboxes()).toBe(0);
  });

  it('one chain tells of all of them, each entry with its number, and of the ranking', () => {
    const captures = run.events.filter(
      ({ type, status }) => type === 'candidate.captured' && status !== 'started',
    );

    expect(captures.map(({ operation }) => operation).sort()).toEqual([
      'capture 1/4',
      'capture 2/4',
      'capture 3/4',
      'capture 4/4',
    ]);
    expect(run.events.filter(({ type }) => type === 'candidates.ranked')).toMatchObject([
      {
        status: 'succeeded',
        artifactRefs: run.report.candidates.map(({ patchSha256 }) => patchSha256),
      },
    ]);
    expect(unfinished(run)).toEqual([]);
  });

  it('what all of them cost is what the run cost', () => {
    const { agent, candidates } = run.report;

    expect(agent.modelRequests).toBe(
      candidates.reduce((sum, { modelRequests }) => sum + modelRequests, 0),
    );
    expect(agent.modelRequests).toBeGreaterThan(8);
  });

  it('exactly the chosen bytes are published', async () => {
    await house.decide(run, { answer: 'approved' });
    const published = await house.publish(run.id);

    expect(published.state).toBe('published');
    const { branch } = published.report.publication;
    expect(house.git('rev-parse', `${branch}^{tree}`)).toBe(run.report.candidates[0]?.resultTree);
  });

  it('a cancelled job leaves none of the sandboxes', async () => {
    const job = house.startPropose(house.ask(), { PATCHPLANE_CANDIDATES: '4' });
    await expect
      .poll(() => house.cloud.daytona.sandboxes(), { timeout: 60_000 })
      .toBeGreaterThan(2);

    job.signal('SIGTERM');
    const { result, exitCode } = await job.ended;

    const cancelled = readRun(result?.kind === 'ended' ? result.folder : '', exitCode);
    expect(cancelled.state).toBe('cancelled');
    expect(house.cloud.daytona.sandboxes()).toBe(0);
  });
});
