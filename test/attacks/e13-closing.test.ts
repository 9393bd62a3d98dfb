import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../action/domain/provenance-event.ts';
import { type AppHouse, cronSecret, startAppHouse } from '../approval-app/app-house.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import { membershipOf, proposeClaims, publishClaims } from '../approval-app/ledger-house.ts';
import { answerTo, askForDecision, newIntake, newRun } from '../approval-app/run-records.ts';

/** Only the App that made a check may end it, so the server starts the job that can. */
describe('E13 what ends from outside does not stay open on GitHub', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
    await house.host.administrate('administration:setMembership', {
      membership: { ...membershipOf('owner'), actorId: 'workos:user_owner' },
    });
  });
  beforeEach(() => {
    house.api.asked.length = 0;
    house.api.answers.clear();
  });
  afterAll(async () => await house.close());

  const as = async (user: string) =>
    ledgerClient(house, await house.people.mintAccessToken(user, { org_id: 'org_acme' }));
  const maintain = async () => {
    const answer = await fetch(new URL('/api/maintenance', house.app.url), {
      headers: { authorization: `Bearer ${cronSecret}` },
    });
    return Object(await answer.json());
  };
  const dispatched = () => house.api.dispatches().map(({ path, body }) => [path, JSON.parse(body)]);
  const closing = (runId: string) => [
    '/repos/acme/api/actions/workflows/publish.yml/dispatches',
    { ref: 'main', inputs: { 'run-id': runId }, return_run_details: true },
  ];

  it('the switch of a workspace: a job is started for each check, once, though the switch is lifted', async () => {
    const runs = [
      await askForDecision(house.storage(proposeClaims)),
      await askForDecision(house.storage(proposeClaims)),
    ];
    await (await as('user_operator')).mutation('workspaces:throwKillSwitch', { reason: 'a leak' });
    await (await as('user_owner')).mutation('workspaces:liftKillSwitch', { reason: 'fine' });
    house.api.answers.set(`POST ${closing('')[0]}`, 500);
    const failed = await maintain();
    house.api.answers.clear();
    house.api.asked.length = 0;

    const again = await maintain();
    await house.host.administrate('administration:hurryClosings', {});
    const later = await Promise.all([maintain(), maintain(), maintain()]);

    expect([failed.closed, again.closed]).toEqual([0, 0]);
    expect(later.reduce((sum, { closed }) => sum + closed, 0)).toBe(2);
    expect(new Set(dispatched().map((each) => JSON.stringify(each)))).toEqual(
      new Set(runs.map(({ runId }) => JSON.stringify(closing(runId)))),
    );
  });

  it('the switch of a repository: jobs are shut out, what waits is void, and it is in the chain', async () => {
    const [propose, publish] = [house.storage(proposeClaims), house.storage(publishClaims)];
    const [pending, approved] = [await askForDecision(propose), await askForDecision(propose)];
    const reviewer = await as('user_reviewer');
    await reviewer.mutation('decisions:decide', answerTo(approved));
    const owner = await as('user_owner');
    const suspend = async (active: boolean) =>
      await owner.mutation('repositories:setActive', { repositoryId: 'github:42', active });

    await suspend(false);

    await expect(publish.consumeDecision(approved.runId, approved.subjectSha256)).rejects.toThrow();
    await expect(
      ledgerClient(house, await house.jobToken(proposeClaims)).query('workspaces:killSwitch', {}),
    ).rejects.toMatchObject({ data: { code: 'auth' } });
    expect(await reviewer.mutation('decisions:decide', answerTo(pending))).toMatchObject({
      status: 'refused',
    });
    expect((await maintain()).closed).toBe(0);
    await suspend(true);
    for (const { runId } of [pending, approved]) {
      const { run, events } = await publish.readWorkflowTimeline(runId);
      expect(run.state).toBe('cancelled');
      expect(events.at(-1)).toMatchObject({ type: 'decision.void', status: 'blocked' });
      expect(firstBreak(runId, events)).toBeUndefined();
    }
    await house.host.administrate('administration:hurryClosings', {});
    expect((await maintain()).closed).toBe(2);
  });

  it('whoever answers too late ends the run, and its check is ended like that of any other', async () => {
    const late = await askForDecision(house.storage(proposeClaims), { expiresInMs: 900 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const reviewer = await as('user_reviewer');

    const answer = await reviewer.mutation('decisions:decide', answerTo(late));
    await house.host.administrate('expiry:sweep', {});
    await maintain();

    expect(answer).toMatchObject({ status: 'refused', code: 'expired' });
    expect(dispatched()).toContainEqual(closing(late.runId));
  });

  it('a runner that died: its run fails, in the chain, and its check is ended', async () => {
    const storage = house.storage({ ...proposeClaims, run_id: '5005' });
    const { run } = await storage.createWorkflowFromIntake(newIntake(), newRun());
    await storage.transition(run.id, 'provisioning');
    const server = ledgerClient(house, await house.serverToken());

    const found = await server.mutation('closings:jobEnded', { githubRunId: '5005' });
    const again = await server.mutation('closings:jobEnded', { githubRunId: '5005' });
    await maintain();

    expect([found, again]).toEqual([1, 0]);
    const { run: ended, events } = await storage.readWorkflowTimeline(run.id);
    expect(ended).toMatchObject({ state: 'failed', stateReason: expect.stringContaining('lost') });
    expect(events.at(-1)).toMatchObject({ type: 'run.lost', status: 'failed' });
    expect(firstBreak(run.id, events)).toBeUndefined();
    expect(dispatched()).toEqual([closing(run.id)]);
    await expect(storage.transition(run.id, 'running')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('a job that is over leaves alone what waits for people', async () => {
    const storage = house.storage({ ...proposeClaims, run_id: '5006' });
    const { runId } = await askForDecision(storage);
    const server = ledgerClient(house, await house.serverToken());

    expect(await server.mutation('closings:jobEnded', { githubRunId: '5006' })).toBe(0);

    expect((await storage.readWorkflowTimeline(runId)).run.state).toBe('awaiting-decision');
  });

  it('a repository was shut out while jobs were at work: after hours what they left is ended', async () => {
    const storage = house.storage({ ...proposeClaims, run_id: '5008' });
    const hoursAgo = Date.now() - 4 * 3_600_000;
    const { run: young } = await storage.createWorkflowFromIntake(newIntake(), newRun());
    const old = { ...newRun(), createdAt: hoursAgo };
    const { run } = await storage.createWorkflowFromIntake(newIntake(), old);
    const owner = await as('user_owner');
    const letIn = async (active: boolean) =>
      await owner.mutation('repositories:setActive', { repositoryId: 'github:42', active });
    const ended = async () => await house.host.administrate('closings:endShutOut', {});

    expect(await ended()).toBe(0);
    await letIn(false);
    expect([await ended(), await ended()]).toEqual([1, 0]);
    await letIn(true);

    const { run: now, events } = await storage.readWorkflowTimeline(run.id);
    expect(now).toMatchObject({
      state: 'failed',
      stateReason: expect.stringContaining('shut out'),
    });
    expect(events.at(-1)).toMatchObject({ type: 'run.lost', status: 'failed' });
    expect((await storage.readWorkflowTimeline(young.id)).run.state).toBe('received');
    await house.host.administrate('administration:hurryClosings', {});
    await maintain();
    expect(dispatched()).toContainEqual(closing(run.id));
  });

  it('nothing was heard for hours: GitHub is asked, and believed only where it says that it is over', async () => {
    const storage = house.storage({ ...proposeClaims, run_id: '5007' });
    const old = { ...newRun(), createdAt: Date.now() - 4 * 3_600_000 };
    const { run } = await storage.createWorkflowFromIntake(newIntake(), old);
    const job = 'GET /repos/acme/api/actions/runs/5007';

    const atWork = await maintain();
    house.api.answers.set(job, 503);
    const silent = await maintain();
    house.api.answers.set(job, { status: 'completed', conclusion: 'cancelled' });
    const over = await maintain();

    expect([atWork.lost, silent.lost, over.lost]).toEqual([0, 0, 1]);
    expect((await storage.readWorkflowTimeline(run.id)).run.state).toBe('failed');
  });
});
