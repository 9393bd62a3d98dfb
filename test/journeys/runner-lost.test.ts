import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { firstBreak } from '../../action/domain/provenance-event.ts';
import { requester } from '../../action/embedded/cloud.ts';
import { type House, openHouse } from './house.ts';

/** The agent says that it will wait, and then waits for a minute. */
const waits = {
  schemaVersion: 1 as const,
  model: 'scripted-1',
  steps: [{ text: 'I will wait.', tools: [{ name: 'bash', args: { command: 'sleep 60' } }] }],
  repeatLast: true,
};
const path = '.github/workflows/patchplane.yml';
const hours = 60 * 60_000;

/** Nothing on the runner is left to close anything: only the approval app can notice. */
describe('a propose job that is killed while its agent works', { timeout: 180_000 }, () => {
  let house: House;
  let lastJob = 7_000;
  beforeAll(async () => {
    house = await openHouse({ cassette: waits });
  }, 120_000);
  afterAll(() => house.close());

  /** Killed as a runner is that loses its power, in the middle of the agent's work. */
  const killed = async () => {
    const { github, model } = house.cloud;
    const before = model.requests().length;
    lastJob += 1;
    const githubRunId = lastJob;
    await github.startRun({ id: githubRunId, path, event: 'issues', actor: requester.login });
    const issue = house.ask();
    const job = house.startPropose({ ...issue, githubRunId });
    await vi.waitFor(() => expect(model.requests().length).toBeGreaterThan(before), {
      timeout: 60_000,
      interval: 50,
    });
    job.signal('SIGKILL');
    expect(await job.ended).toMatchObject({ result: undefined });
    const runId = github.state().checks.at(-1)?.externalId ?? '';
    expect(house.checksOf(runId)).toMatchObject([{ status: 'in_progress', conclusion: null }]);
    expect(house.commentsOn(issue)).toEqual([expect.stringContaining('PatchPlane is at work')]);
    return { issue, runId, githubRunId };
  };
  /** What GitHub tells the App when a job is over. */
  const deliverEnd = async (githubRunId: number) => {
    const { approval } = house.cloud;
    const run = { id: githubRunId, status: 'completed', conclusion: 'failure' };
    const body = JSON.stringify({ action: 'completed', workflow_run: run });
    const signature = createHmac('sha256', approval.secrets.webhook).update(body).digest('hex');
    const answer = await fetch(new URL('/api/github/webhooks', approval.url), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': randomUUID(),
        'x-github-event': 'workflow_run',
        'x-hub-signature-256': `sha256=${signature}`,
      },
    });
    expect(answer.status).toBe(202);
  };
  const maintain = async () => {
    const { secrets, url } = house.cloud.approval;
    const headers = { authorization: `Bearer ${secrets.cron}` };
    return await (await fetch(new URL('/api/maintenance', url), { headers })).json();
  };
  const stateOf = async (runId: string) =>
    (await house.services(runId).storage.readWorkflowTimeline(runId)).run.state;
  /** What is there once the publish job ran that the app had started for it. */
  const closed = async ({ issue, runId }: Awaited<ReturnType<typeof killed>>) => {
    await vi.waitFor(() => expect(house.dispatched).toContain(runId), { timeout: 10_000 });
    const { exitCode, result } = await house.startPublish(runId).ended;
    expect([exitCode, result]).toMatchObject([
      0,
      { kind: 'ignored', reason: expect.stringContaining('its check and its comment say so') },
    ]);
    const { run, events } = await house.services(runId).storage.readWorkflowTimeline(runId);
    expect(run).toMatchObject({ state: 'failed', stateReason: expect.stringContaining('lost') });
    expect(events.at(-1)).toMatchObject({ type: 'run.lost', status: 'failed' });
    expect(firstBreak(runId, events)).toBeUndefined();
    expect(house.checksOf(runId)).toMatchObject([
      { status: 'completed', conclusion: 'timed_out', output: { title: /runner was lost/ } },
    ]);
    const comments = house.commentsOn(issue);
    expect(comments).toHaveLength(1);
    expect(comments[0]).toContain('### PatchPlane: Timed out: its runner was lost');
    expect(comments[0]).not.toContain('is at work');
    const { issues } = house.cloud.github.state();
    const { labels = [] } = issues.find(({ number }) => number === issue.issue) ?? {};
    expect(labels).toContain('patchplane:failed');
    expect(labels).not.toContain('patchplane:running');
    expect(house.branches()).toEqual(['main']);
  };

  it('[E13] GitHub says that the job is over: run, check, comment and label are closed', async () => {
    const lost = await killed();
    expect(await stateOf(lost.runId)).toBe('running');

    await deliverEnd(lost.githubRunId);

    await closed(lost);
  });

  it('[E13] GitHub says nothing: after three hours it is asked, and believed once the job is over', async () => {
    const lost = await killed();
    const early = await maintain();
    await house.cloud.approval.elapse(3 * hours + 60_000);
    const stillAtWork = await maintain();
    house.cloud.github.changeRun(lost.githubRunId, { status: 'completed', conclusion: 'failure' });

    const over = await maintain();

    expect([early, stillAtWork, over]).toMatchObject([{ lost: 0 }, { lost: 0 }, { lost: 1 }]);
    await closed(lost);
  });
});
