import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EndedJob, StartedJob } from './action-job.ts';
import { type GitHubOnly, openGitHubOnly } from './github-only-world.ts';

/** GitHub and nothing else: everything that ends another way than with a question or a patch. */
describe('GitHub and nothing else: what is stopped, refused or asked another way', () => {
  let world: GitHubOnly;
  let stopped: EndedJob;
  let dispatched: EndedJob;
  const conclusions = (runId: string | undefined) =>
    world.checksOf(runId).map(({ conclusion }) => conclusion);
  const pulls = () => world.github.state().pulls;

  beforeAll(async () => {
    world = await openGitHubOnly();
  });
  afterAll(() => world.close());

  /** A job whose agent is at work. */
  async function inTheMiddle(issue: number): Promise<StartedJob> {
    const before = world.provider.asked.length;
    const event = world.github.label(issue, 'mia-maintains');
    const job = await world.start(event, { model: 'sleeps' });
    await vi.waitFor(() => expect(world.provider.asked.length).toBeGreaterThan(before), 60_000);
    return job;
  }

  it('"/patchplane cancel" ends a run at work: closed check, final comment', async () => {
    const issue = world.open('Cancelled');
    const job = await inTheMiddle(issue);

    await world.run(world.github.comment(issue, 'mia-maintains', '/patchplane cancel'));
    const ended = await job.ended;
    await job.finish('cancelled');

    const [sticky, answer] = world.commentsOn(issue);
    expect(answer).toMatch(/`run-[0-9a-f]{16}` was asked to stop/);
    expect(sticky).toMatch(/Cancelled/);
    expect(ended.outputs['state']).toBe('cancelled');
    expect(conclusions(ended.outputs['run-id'])).toEqual(['cancelled']);
    expect(world.labelsOf(issue)).toEqual(['patchplane:failed']);
  });

  it('a job that was killed is closed by the next step, which knows how far it came', async () => {
    const issue = world.open('Killed');
    const job = await inTheMiddle(issue);

    job.process.kill('SIGKILL');
    await job.ended;
    stopped = await job.finish('failure');

    expect(stopped.stdout).toMatch(/was left open and is now failed/);
    expect(stopped.summary).toMatch(/^\*\*PatchPlane: failed at work of the agent\*\*/);
    expect(world.commentsOn(issue)).toEqual([
      expect.stringMatching(/Stopped at: work of the agent/),
    ]);
    expect(conclusions(stopped.outputs['run-id'])).toEqual(['failure']);
    expect(world.labelsOf(issue)).toEqual(['patchplane:failed']);
  });

  it('[SEC-08] the same event again makes no second run and says nothing again', async () => {
    const issue = world.open('Delivered twice');
    const event = world.github.label(issue, 'mia-maintains');
    const limits = { environment: { PATCHPLANE_BUDGET_MODEL_REQUESTS: '1' } };
    await world.run(event, limits);
    const before = world.commentsOn(issue);

    const again = await world.run(event, limits);

    expect(again).toMatchObject({ code: 0, stderr: '', outputs: {} });
    expect(again.stdout).toMatch(/This event already made run-/);
    expect(world.commentsOn(issue)).toEqual(before);
  });

  it('[GHB-06] a person who starts the workflow by hand gives the task itself', async () => {
    const inputs = { prompt: 'Fix `pageCount`: 9 items on pages of 3 are 3 pages.' };
    const event = world.github.dispatch('mia-maintains', 'patchplane.yml', inputs);

    dispatched = await world.run(event);

    expect(dispatched).toMatchObject({ code: 0, stderr: '' });
    expect(dispatched.outputs).toMatchObject({ state: 'awaiting-decision' });
    expect(conclusions(dispatched.outputs['run-id'])).toEqual([null]);
  });

  it('[A8] an environment that protects nothing publishes nothing, and is told how to protect', async () => {
    const refused = await publishIn('publish');

    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /The environment "publish" protects nothing.*gh api --method PUT/s,
    );
    expect(pulls()).toEqual([]);
  });

  it('[A8] the reviewer of a protected environment approves, and it is published', async () => {
    world.github.protectEnvironment('publish', { reviewers: ['will-writes'], branches: ['main'] });

    const waiting = await publishIn('publish');
    const published = await publishIn('publish', 'will-writes');

    expect(waiting.stderr).toMatch(/Nobody approved this workflow run for "publish"/);
    expect(published).toMatchObject({ code: 0, stderr: '', outputs: { state: 'published' } });
    expect(pulls()).toHaveLength(1);
    expect(conclusions(dispatched.outputs['run-id'])).toEqual(['success', 'success']);
  });

  /** The publish job of this run, by its id, in an environment; approved by this person. */
  async function publishIn(environment: string, approvedBy?: string): Promise<EndedJob> {
    const inputs = { 'run-id': `${dispatched.outputs['run-id']}` };
    const event = world.github.dispatch('mia-maintains', 'patchplane.yml', inputs);
    return await world.run(event, {
      job: 'publish',
      environment: { PATCHPLANE_ENVIRONMENT: environment },
      prepare: (runId) => {
        if (approvedBy === undefined) return;
        world.github.reviewRun(runId, { by: approvedBy, environment, state: 'approved' });
      },
    });
  }

  it('[SEC-16] a dispatch names the run to ask again; a thrown switch voids its question', async () => {
    const inputs = { 'rerun-of': `${stopped.outputs['run-id']}`, instruction: 'Keep it short.' };
    const event = world.github.dispatch('mia-maintains', 'patchplane.yml', inputs);
    const rerun = await world.run(event);
    const runId = rerun.outputs['run-id'];
    expect(rerun).toMatchObject({ code: 0, stderr: '' });
    const issue = 2;
    expect(world.commentsOn(issue).at(-1)).toContain(`after \`${stopped.outputs['run-id']}\``);

    const digest = `${rerun.outputs['subject-sha256']}`.slice(0, 12);
    const approval = world.github.comment(issue, 'will-writes', `/patchplane approve ${digest}`);
    const environment = { PATCHPLANE_KILL_SWITCH: 'on' };
    const voided = await world.run(approval, { job: 'publish', environment });

    expect(voided.outputs['state']).toBe('cancelled');
    expect(conclusions(runId)).toEqual(['cancelled']);
    expect(world.commentsOn(issue).at(-1)).toMatch(
      /stopped by the variable PATCHPLANE_KILL_SWITCH/,
    );
    expect(pulls()).toHaveLength(1);
  });

  it('[SEC-16] a thrown switch refuses new runs and says who threw it', async () => {
    const issue = world.open('Not now');
    const event = world.github.label(issue, 'mia-maintains');
    const environment = { PATCHPLANE_KILL_SWITCH: 'on' };

    const refused = await world.run(event, { environment });

    expect(refused.outputs['state']).toBe('refused');
    const reason =
      /stopped by the variable PATCHPLANE_KILL_SWITCH.*\n- \*\*Do this\*\*: ask whoever/;
    expect(world.commentsOn(issue)).toEqual([expect.stringMatching(reason)]);
    expect(refused.summary).toMatch(reason);
  });

  it('[A10] who asks too often is refused where everybody sees why', async () => {
    const issue = world.open('Once more');
    const event = world.github.label(issue, 'mia-maintains');

    const refused = await world.run(event, { environment: { PATCHPLANE_RATE_LIMIT: '3/1h' } });

    expect(refused.outputs['state']).toBe('refused');
    expect(world.commentsOn(issue)).toEqual([
      expect.stringMatching(/started \d runs within 60 minutes, and 3 are allowed/),
    ]);
    expect(Number(refused.outputs['github-requests'])).toBeLessThan(40);
  });
});
