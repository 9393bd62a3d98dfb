import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AppHouse, startAppHouse, webhookSecret } from './app-house.ts';
import { ledgerClient } from './ledger-client.ts';
import { membershipOf, proposeClaims } from './ledger-house.ts';
import { askForDecision } from './run-records.ts';

let lastDelivery = 0;
/** GitHub still sends it; it proves less than it should. */
const oldSignature = {
  'x-hub-signature': `sha1=${createHmac('sha1', webhookSecret).update('{not even json').digest('hex')}`,
};

describe('webhooks of the GitHub App', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
  });
  beforeEach(() => {
    house.api.asked.length = 0;
    house.api.answers.clear();
  });
  afterAll(async () => await house.close());

  async function deliver(
    event: string,
    payload: object | string | Buffer,
    { deliveryId = `d-${++lastDelivery}`, secret = webhookSecret, headers = {} } = {},
  ): Promise<Response> {
    const isRaw = typeof payload === 'string' || Buffer.isBuffer(payload);
    const body = isRaw ? payload : JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    return await fetch(new URL('/api/github/webhooks', house.app.url), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': deliveryId,
        'x-github-event': event,
        'x-hub-signature-256': `sha256=${signature}`,
        ...headers,
      },
    });
  }
  const statusOf = async (deliveryId: string) =>
    await house.host.administrate('administration:deliveryOf', { deliveryId });

  it.each([
    ['of another secret', { secret: 'another secret entirely' }, 401],
    ['that is missing', { headers: { 'x-hub-signature-256': '' } }, 401],
    ['of the old kind only', { headers: { 'x-hub-signature-256': '', ...oldSignature } }, 401],
    ['that is cut short', { headers: { 'x-hub-signature-256': 'sha256=00' } }, 401],
    ['under no delivery id', { headers: { 'x-github-delivery': '' } }, 400],
    ['of a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['of something packed', { headers: { 'content-encoding': 'gzip' } }, 415],
  ])('[SEC-07] [GHB-02] a signature %s is refused, and nothing is kept', async (_, how, status) => {
    const deliveryId = `refused-${++lastDelivery}`;

    const answer = await deliver('ping', '{not even json', { deliveryId, ...how });

    expect(answer.status).toBe(status);
    expect(await statusOf(deliveryId)).toBeNull();
  });

  it('more than 25 MB are not read', async () => {
    const answer = await deliver('push', `"${'x'.repeat(25 * 1024 * 1024)}"`);

    expect(answer.status).toBe(413);
  });

  it('bytes that are no text are signed by nobody, and a text that is no event is refused', async () => {
    const bytes = Buffer.from([0x22, 0xff, 0xfe, 0x22]);

    expect((await deliver('ping', bytes)).status).toBe(401);
    for (const text of ['null', '[1]', '"x"', '['.repeat(50_000), '{"action": 7}'])
      expect((await deliver('ping', text)).status).toBe(400);
  });

  it('an event that nobody knows is received, and nothing is done about it', async () => {
    const answer = await deliver('sponsorship', { action: 'created' }, { deliveryId: 'unknown' });

    expect(answer.status).toBe(202);
    await expect.poll(async () => await statusOf('unknown')).toBe('ignored');
  });

  it('[SEC-08] a delivery that failed is taken again when GitHub delivers it again', async () => {
    const lie = { action: 'created', installation: { id: 6, account: { id: 8, login: 'evil' } } };
    house.api.answers.set('GET /app/installations/6', 500);
    await deliver('installation', lie, { deliveryId: 'twice' });
    await expect.poll(async () => await statusOf('twice')).toBe('failed');
    house.api.answers.set('GET /app/installations/6', {
      account: { login: 'acme', id: 8, type: 'Organization' },
    });
    house.api.answers.set('GET /installation/repositories', { repositories: [] });

    const again = await deliver('installation', lie, { deliveryId: 'twice' });
    await expect.poll(async () => await statusOf('twice')).toBe('handled');
    const third = await deliver('installation', lie, { deliveryId: 'twice' });

    expect([again.status, third.status]).toEqual([202, 200]);
  });

  it('[SEC-08] of twenty equal deliveries at once, one is taken', async () => {
    const deliveryId = 'the-same-one';

    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => await deliver('ping', { zen: 'x' }, { deliveryId })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 202]);
    await expect.poll(async () => await statusOf(deliveryId)).toBe('ignored');
  });

  it('[GHB-01] an installation is read from GitHub, and connected by who governs its account', async () => {
    house.api.answers.set('GET /app/installations/5', {
      account: { login: 'acme', id: 7, type: 'Organization' },
    });
    house.api.answers.set('GET /installation/repositories', {
      repositories: [{ id: 43, full_name: 'acme/web', private: true, default_branch: 'main' }],
    });
    const lie = { installation: { id: 5, account: { id: 7, login: 'evil' } }, action: 'created' };
    await house.host.administrate('administration:setMembership', {
      membership: { ...membershipOf('owner'), actorId: 'workos:user_owner' },
    });
    const owner = ledgerClient(
      house,
      await house.people.mintAccessToken('user_owner', { org_id: 'org_acme' }),
    );
    const enrol = {
      repositoryId: 'github:43',
      proposeWorkflows: ['patchplane.yml'],
      publishWorkflows: ['publish.yml'],
    };

    await deliver('installation', lie, { deliveryId: 'installed' });
    await expect.poll(async () => await statusOf('installed')).toBe('handled');
    // Nobody claimed the installation: what it reaches is not yet anybody's to enrol.
    await expect(owner.mutation('repositories:enrol', enrol)).rejects.toMatchObject({
      data: { code: 'not-found' },
    });
    const server = ledgerClient(house, await house.serverToken());
    const claim = { installationId: '5', workspaceId: 'workos:org_acme' };
    await expect(
      server.mutation('installations:claim', { ...claim, actorId: 'workos:user_reviewer' }),
    ).rejects.toMatchObject({ data: { code: 'auth' } });
    await server.mutation('installations:claim', { ...claim, actorId: 'workos:user_owner' });
    await owner.mutation('repositories:enrol', enrol);

    expect(await owner.query('settings:view', {})).toMatchObject({
      installations: [
        { accountLogin: 'acme', repositories: [{ fullName: 'acme/web', enrolled: true }] },
      ],
      repositories: expect.arrayContaining([
        expect.objectContaining({
          fullName: 'acme/web',
          publishWorkflowRefs: ['acme/web/.github/workflows/publish.yml@refs/heads/main'],
        }),
      ]),
    });
    house.api.answers.set('GET /app/installations/5', 404);
    await deliver('installation', { ...lie, action: 'deleted' }, { deliveryId: 'removed' });
    await expect.poll(async () => await statusOf('removed')).toBe('handled');
    expect(await owner.query('settings:view', {})).toMatchObject({
      repositories: expect.arrayContaining([
        expect.objectContaining({ fullName: 'acme/web', active: false }),
      ]),
    });
  });

  it('a check that is asked for again starts another attempt, for a person with the right only', async () => {
    const { runId } = await askForDecision(house.storage(proposeClaims));
    const check = (sender: number) => ({
      action: 'rerequested',
      check_run: { external_id: runId },
      sender: { id: sender },
    });

    await deliver('check_run', check(500), { deliveryId: 'by-reviewer' });
    await deliver('check_run', check(12_345), { deliveryId: 'by-stranger' });
    await deliver('check_run', check(501), { deliveryId: 'by-operator' });
    await expect.poll(async () => await statusOf('by-operator')).toBe('handled');
    // The signature covers the body and not the id: whoever saw one can send it under another.
    await deliver('check_run', check(501), { deliveryId: 'replayed' });
    await expect.poll(async () => await statusOf('replayed')).toBe('ignored');

    await expect.poll(async () => await statusOf('by-reviewer')).toBe('ignored');
    await expect.poll(async () => await statusOf('by-stranger')).toBe('ignored');
    await expect.poll(async () => await statusOf('by-operator')).toBe('handled');
    expect(house.api.dispatches().map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      [
        '/repos/acme/api/actions/workflows/patchplane.yml/dispatches',
        { ref: 'main', inputs: { 'rerun-of': runId }, return_run_details: true },
      ],
    ]);
  });

  it('the progress of a publish comes in by webhook', async () => {
    const run = await askForDecision(house.storage(proposeClaims));
    const server = ledgerClient(house, await house.serverToken());
    await server.mutation('dispatches:record', {
      runId: run.runId,
      workflowRunId: '8123',
      url: 'https://github.test/acme/api/actions/runs/8123',
    });

    const workflow_run = { id: 8_123, status: 'completed', conclusion: 'success' };
    await deliver('workflow_run', { action: 'completed', workflow_run }, { deliveryId: 'done' });

    await expect.poll(async () => await statusOf('done')).toBe('handled');
    const person = ledgerClient(house, await house.people.mintAccessToken('user_reviewer'));
    expect(await person.query('page:view', { runId: run.runId })).toMatchObject({
      dispatches: [{ workflowRunId: '8123', status: 'completed', conclusion: 'success' }],
    });
  });
});
