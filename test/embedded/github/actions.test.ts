import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GitHubEvent } from '../../../action/embedded/github/forge.ts';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;
const cancelled: number[] = [];
const events: GitHubEvent[] = [];

beforeAll(async () => {
  fixture = await startSampleGitHub(() => ({ workflow_run_id: 4_711 }), {
    onCancel: (id) => cancelled.push(id),
    onRepositoryDispatch: (event) => events.push(event),
    tokens: [
      { token: 'reader', app: 'github-actions', permissions: { actions: 'read' } },
      { token: 'writer', app: 'github-actions', permissions: { actions: 'write' } },
      { token: 'contents', app: 'patchplane', permissions: { contents: 'write' } },
      {
        token: 'variables',
        app: 'patchplane',
        permissions: { actions_variables: 'read', organization_actions_variables: 'read' },
      },
    ],
  });
});

afterAll(async () => {
  await fixture.stop();
});

const call = (token: string, method: string, path: string, body?: unknown) =>
  callWith(fixture, token, method, path, body);
const path = '.github/workflows/patchplane.yml';

describe('workflow runs', () => {
  it('say where they come from and how they stand', async () => {
    const id = await fixture.github.startRun({
      path,
      event: 'issues',
      actor: 'will-writes',
      triggeringActor: 'mia-maintains',
      attempt: 2,
      status: 'waiting',
    });
    expect(await call('reader', 'GET', `/actions/runs/${id}`)).toMatchObject({
      status: 200,
      body: {
        id,
        path,
        event: 'issues',
        status: 'waiting',
        conclusion: null,
        run_attempt: 2,
        head_branch: 'main',
        head_sha: fixture.start.commit,
        head_repository: { id: 814_523_001 },
        actor: { id: 11_223_344 },
        triggering_actor: { id: 31_415_926 },
      },
    });
    fixture.github.changeRun(id, { status: 'in_progress' });
    expect(await call('reader', 'GET', '/actions/runs?status=in_progress')).toMatchObject({
      body: { total_count: 1, workflow_runs: [{ id }] },
    });
    expect(await call('reader', 'GET', '/actions/workflows/patchplane.yml/runs')).toMatchObject({
      body: { workflow_runs: [{ id }] },
    });
    expect(await call('reader', 'GET', '/actions/runs?event=push')).toMatchObject({
      body: { total_count: 0 },
    });
    expect(await call('reader', 'GET', '/actions/runs/1')).toEqual(refusal(404, 'Not Found'));
  });

  it('are cancelled while they are not over', async () => {
    const id = await fixture.github.startRun({ path, event: 'issues', actor: 'will-writes' });
    expect(await call('reader', 'POST', `/actions/runs/${id}/cancel`)).toEqual(
      refusal(403, 'Resource not accessible by integration'),
    );
    expect((await call('writer', 'POST', `/actions/runs/${id}/cancel`)).status).toBe(202);
    expect(await call('writer', 'POST', `/actions/runs/${id}/cancel`)).toEqual(
      refusal(409, 'Cannot cancel a workflow run that is completed'),
    );
    expect(await call('reader', 'GET', `/actions/runs/${id}`)).toMatchObject({
      body: { status: 'completed', conclusion: 'cancelled' },
    });
    expect(cancelled).toEqual([id]);
  });

  it('come out of a dispatch under the number that it answered with', async () => {
    const dispatch = { ref: 'main', inputs: {}, return_run_details: true };
    await call('writer', 'POST', '/actions/workflows/publish.yml/dispatches', dispatch);
    expect(await call('reader', 'GET', '/actions/runs/4711')).toMatchObject({
      body: {
        event: 'workflow_dispatch',
        path: '.github/workflows/publish.yml',
        actor: { login: 'github-actions[bot]' },
      },
    });
  });
});

describe('environments', () => {
  it('say who has to approve and from where', async () => {
    const { github } = fixture;
    github.protectEnvironment('patchplane', {
      reviewers: ['mia-maintains', 'ada-administers'],
      preventSelfReview: true,
      waitMinutes: 5,
      branches: ['main', 'release/*'],
      adminsCanBypass: false,
    });
    expect(await call('reader', 'GET', '/environments/patchplane')).toMatchObject({
      status: 200,
      body: {
        name: 'patchplane',
        can_admins_bypass: false,
        deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
        protection_rules: [
          { type: 'wait_timer', wait_timer: 5 },
          {
            type: 'required_reviewers',
            prevent_self_review: true,
            reviewers: [
              { type: 'User', reviewer: { id: 31_415_926 } },
              { type: 'User', reviewer: { id: 99_887_766 } },
            ],
          },
          { type: 'branch_policy' },
        ],
      },
    });
    expect(
      await call('reader', 'GET', '/environments/patchplane/deployment-branch-policies'),
    ).toMatchObject({
      body: { total_count: 2, branch_policies: [{ name: 'main' }, { name: 'release/*' }] },
    });
    expect(await call('contents', 'GET', '/environments/patchplane')).toEqual(
      refusal(403, 'Resource not accessible by integration'),
    );
  });

  it('may ask nobody, or not be there', async () => {
    fixture.github.protectEnvironment('open');
    expect(await call('reader', 'GET', '/environments/open')).toMatchObject({
      body: { protection_rules: [], deployment_branch_policy: null },
    });
    expect(await call('reader', 'GET', '/environments')).toMatchObject({
      body: { environments: [{ name: 'patchplane' }, { name: 'open' }] },
    });
    fixture.github.deleteEnvironment('open');
    expect(await call('reader', 'GET', '/environments/open')).toEqual(refusal(404, 'Not Found'));
  });

  it('remember who let a run in', async () => {
    const { github } = fixture;
    const id = await github.startRun({ path, event: 'workflow_dispatch', actor: 'will-writes' });
    expect((await call('reader', 'GET', `/actions/runs/${id}/approvals`)).body).toEqual([]);
    github.reviewRun(id, {
      by: 'mia-maintains',
      environment: 'patchplane',
      state: 'approved',
      comment: 'looks right',
    });
    expect((await call('reader', 'GET', `/actions/runs/${id}/approvals`)).body).toMatchObject([
      {
        state: 'approved',
        comment: 'looks right',
        user: { id: 31_415_926 },
        environments: [{ name: 'patchplane' }],
      },
    ]);
  });
});

describe('variables', () => {
  const name = 'PATCHPLANE_KILL_SWITCH';

  it('are read from the repository and from its organisation', async () => {
    const { github } = fixture;
    github.setVariable('repository', name, 'on');
    github.setVariable('organization', name, 'off');
    expect(await call('variables', 'GET', `/actions/variables/${name}`)).toMatchObject({
      status: 200,
      body: { name, value: 'on' },
    });
    expect(await call('variables', 'GET', '/actions/organization-variables')).toMatchObject({
      body: { total_count: 1, variables: [{ name, value: 'off' }] },
    });
    expect(await call('variables', 'GET', `/orgs/acme/actions/variables/${name}`)).toMatchObject({
      body: { name, value: 'off', visibility: 'all' },
    });
    github.setVariable('repository', name, undefined);
    expect(await call('variables', 'GET', `/actions/variables/${name}`)).toEqual(
      refusal(404, 'Not Found'),
    );
  });

  it.each(['reader', 'writer', 'contents'])('are not for the token %s', async (token) => {
    for (const place of [`/actions/variables/${name}`, `/orgs/acme/actions/variables/${name}`])
      expect(await call(token, 'GET', place)).toEqual(
        refusal(403, 'Resource not accessible by integration'),
      );
  });
});

it('takes a repository_dispatch from who may write', async () => {
  const body = { event_type: 'patchplane', client_payload: { prompt: 'Fix it' } };
  expect((await call('contents', 'POST', '/dispatches', body)).status).toBe(204);
  expect(events).toMatchObject([
    {
      name: 'repository_dispatch',
      payload: {
        action: 'patchplane',
        branch: 'main',
        client_payload: { prompt: 'Fix it' },
        sender: { login: 'patchplane[bot]' },
      },
    },
  ]);
  const wide = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`p${at}`, at]));
  expect(
    await call('contents', 'POST', '/dispatches', { event_type: 'x', client_payload: wide }),
  ).toEqual(refusal(422, 'No more than 10 properties'));
  expect(await call('writer', 'POST', '/dispatches', body)).toEqual(
    refusal(403, 'Resource not accessible by integration'),
  );
});

it('tells which checks a branch requires, and of which App', async () => {
  fixture.github.addRuleset({
    name: 'main',
    requiredChecks: [{ context: 'PatchPlane', appId: 15_368 }, { context: 'ci' }],
  });
  fixture.github.addRuleset({
    name: 'later',
    enforcement: 'disabled',
    requiredChecks: [{ context: 'other' }],
  });
  expect(await call('reader', 'GET', '/rules/branches/main')).toMatchObject({
    body: [
      {
        type: 'required_status_checks',
        parameters: {
          required_status_checks: [
            { context: 'PatchPlane', integration_id: 15_368 },
            { context: 'ci' },
          ],
        },
      },
    ],
  });
  expect((await call('reader', 'GET', '/rules/branches/other')).body).toEqual([]);
  const rulesets = await call('reader', 'GET', '/rulesets');
  expect(rulesets.body).toMatchObject([
    { name: 'main', enforcement: 'active' },
    { name: 'later', enforcement: 'disabled' },
  ]);
  const [first] = fixture.github.state().rulesets;
  expect(await call('reader', 'GET', `/rulesets/${first?.id}`)).toMatchObject({
    body: { rules: [{ type: 'required_status_checks' }] },
  });
  expect(await call('contents', 'GET', '/branches/main')).toMatchObject({
    body: { protected: true },
  });
});

it('tells the rate limit without counting the question', async () => {
  const first = await call('reader', 'GET', '/rate_limit');
  const second = await call('reader', 'GET', '/rate_limit');
  expect(first.body).toMatchObject({ resources: { core: { limit: 5_000 } } });
  expect(second.body).toEqual(first.body);
});

it('describes itself as GitHub does, in every exchange above', () => {
  expect(undescribed(fixture)).toEqual([]);
});
