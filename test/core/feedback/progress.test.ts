import { describe, expect, it } from 'vitest';
import { createProgress, type Progress } from '../../../action/core/workflows/feedback/progress.ts';
import { Failure } from '../../../action/domain/failure.ts';
import type { RunMarker } from '../../../action/domain/run-marker.ts';
import { insideOfCode } from '../report/rendered.ts';

const marker: RunMarker = {
  runId: 'run-0123456789abcdef',
  deliveryId: 'delivery-1',
  actorExternalId: '31415926',
  startedAt: 1_000_000,
  state: 'received',
};
const stages = [
  { name: 'authorize' },
  { name: 'provision', state: 'provisioning' },
  { name: 'run', state: 'running' },
  { name: 'verify', state: 'verifying' },
] as const;

/** A clock and timers that only move when told to. */
function world(post: (at: number) => Promise<void> = async () => undefined) {
  let now = marker.startedAt;
  const timers = new Set<{ readonly at: number; readonly act: () => void }>();
  const edits: { readonly at: number; readonly state: string; readonly body: string }[] = [];
  const notes: unknown[] = [];
  const progress: Progress = createProgress({
    feedback: {
      createIssueComment: async (_repository, _number, { state }, body) => {
        edits.push({ at: now - marker.startedAt, state, body });
        await post(edits.length);
        return { externalId: '1', url: 'https://github.example/1' };
      },
    },
    telemetry: {
      progress: (event) => notes.push(event),
      captureError: (error) => notes.push(error),
    },
    now: () => now,
    repository: { externalId: '1', owner: 'acme', name: 'pagination' },
    issueNumber: 7,
    marker,
    stages,
    schedule: (milliseconds, act) => {
      const timer = { at: now + milliseconds, act };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const settle = () => new Promise((done) => setImmediate(done));
  const pass = async (milliseconds: number) => {
    const until = now + milliseconds;
    await settle();
    for (;;) {
      const next = [...timers].sort((left, right) => left.at - right.at)[0];
      if (!next || next.at > until) break;
      timers.delete(next);
      now = next.at;
      next.act();
      await settle();
    }
    now = until;
  };
  return { progress, edits, notes, timers, pass };
}

describe('[GHB-11] the comment while a run goes on', () => {
  it('shows each stage, what it took, and what it cost so far', async () => {
    const { progress, edits, pass } = world();
    progress.stageStarted('authorize');
    await pass(400);
    progress.stageEnded('authorize', 'succeeded', 'write permission');
    progress.show();
    await pass(0);
    progress.stageStarted('provision');
    await pass(2_200);
    progress.stageEnded('provision', 'succeeded', undefined);
    progress.cost(0.214);
    progress.stageStarted('run');
    await pass(188_000);

    expect(edits.at(-1)?.body.split('\n').slice(0, 8)).toEqual([
      '### PatchPlane is at work',
      '',
      expect.stringMatching(/^2 of 4 steps done · 2 min \d+ s · \$0\.21 so far$/),
      '',
      '- ✓ permission check · 0.4 s',
      '- ✓ sandbox · 2.2 s',
      expect.stringMatching(/^- ◐ \*\*work of the agent\*\* · 2 min \d+ s$/),
      '- ○ tests in a fresh sandbox',
    ]);
    await progress.finish();
  });

  it('is edited at once when the state changes, else every 10 seconds and then less often', async () => {
    const { progress, edits, pass } = world();
    progress.show();
    await pass(1_000);
    progress.stageStarted('provision');
    await pass(1_000);
    progress.stageStarted('run');
    await pass(200_000);
    await progress.finish();

    expect(edits.map(({ at, state }) => [at, state])).toEqual([
      [0, 'received'],
      [1_000, 'provisioning'],
      [2_000, 'running'],
      [12_000, 'running'],
      [32_000, 'running'],
      [72_000, 'running'],
      [132_000, 'running'],
      [192_000, 'running'],
    ]);
  });

  it('says in one line why a stage failed, as text', async () => {
    const { progress, edits, pass } = world();
    progress.show();
    progress.stageStarted('provision');
    await pass(10);
    progress.stageEnded('provision', 'failed', 'No sandbox: `x` @acme/security\nfixes #1');
    await pass(10);

    const line = edits.at(-1)?.body.split('\n')[5] ?? '';
    expect(line).toMatch(/^- ✗ sandbox · 0\.0 s: `/);
    expect(insideOfCode(line)).toEqual(['No sandbox: `x` @acme/security\\nfixes #1']);
    await progress.finish();
  });

  it('never writes after it was finished, and waits for the edit under way', async () => {
    let release: () => void = () => undefined;
    const { progress, edits, timers, pass } = world((count) =>
      count === 1 ? new Promise((done) => (release = done)) : Promise.resolve(),
    );
    progress.show();
    progress.stageStarted('run');
    let isFinished = false;
    const finished = progress.finish().then(() => {
      isFinished = true;
    });
    await pass(60_000);
    expect(isFinished).toBe(false);
    release();
    await finished;

    progress.stageStarted('verify');
    progress.show();
    await pass(600_000);
    expect(edits).toHaveLength(1);
    expect(timers.size).toBe(0);
  });

  it('one edit at a time, with the newest text last', async () => {
    let release: () => void = () => undefined;
    const { progress, edits, pass } = world((count) =>
      count === 1 ? new Promise((done) => (release = done)) : Promise.resolve(),
    );
    progress.show();
    progress.stageStarted('provision');
    progress.stageStarted('run');
    expect(edits).toHaveLength(1);
    release();
    await pass(10);
    expect(edits.map(({ state }) => state)).toEqual(['received', 'running']);
    await progress.finish();
  });

  it('a passing trouble is told and forgotten', async () => {
    const trouble = new Failure({ code: 'unavailable', tell: 'GitHub is away.', retryable: true });
    const { progress, edits, notes, pass } = world((count) =>
      count === 1 ? Promise.reject(trouble) : Promise.resolve(),
    );
    progress.show();
    await pass(10_000);
    await progress.finish();
    expect(edits).toHaveLength(2);
    expect(notes).toEqual([{ kind: 'note', text: 'GitHub is away.' }]);
  });

  it('a permission that is missing is told once, and fails nothing', async () => {
    const trouble = new Failure({ code: 'auth', tell: 'The token needs "issues: write".' });
    const { progress, edits, notes, pass } = world(() => Promise.reject(trouble));
    progress.show();
    await pass(10_000);
    progress.stageStarted('run');
    await pass(100_000);
    await progress.finish();
    expect(edits).toHaveLength(1);
    expect(notes).toHaveLength(1);
  });
});
