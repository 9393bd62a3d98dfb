import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultBudgets } from '../../action/domain/policy-bundle.ts';
import { type ModelRoute, startModelRoute } from '../../action/embedded/model/model-route.ts';
import { createModelRoute } from '../../action/plugins/model-route/model-route.ts';
import { createOrganizationSecret } from '../../action/plugins/model-route/organization-secret.ts';
import { createRawModelKey } from '../../action/plugins/model-route/raw-key.ts';
import { adminKey, complete, playing } from '../embedded/model/route.ts';

/* The contract of ModelGatewayService: the real client against the real route. */

const runId = 'run-0123456789abcdef';

let route: ModelRoute;
beforeEach(async () => {
  route = await playing([{ text: 'hello' }], { repeatLast: true });
});
afterEach(() => route.close());

it('a grant is for one model, as seen from inside the sandbox, and holds no provider key', async () => {
  const grant = await gateway().grant(runId, defaultBudgets);

  expect(grant).toMatchObject({
    provider: 'cassette',
    model: 'scripted-1',
    baseUrl: 'http://127.0.0.1:8080/v1',
    api: 'openai-completions',
    exposure: 'grant',
    egress: '127.0.0.1:4000',
  });
  expect((await complete(route, grant.token)).status).toBe(200);
  expect(JSON.stringify(grant)).not.toContain(adminKey);
});

it('a route that has no key of the provider says so before the run starts', async () => {
  const models = gateway({ provider: 'openai' });

  await expect(models.grant(runId, defaultBudgets)).rejects.toMatchObject({
    code: 'invalid-answer',
  });
});

it('two grants never share a token', async () => {
  const [one, two] = [
    await gateway().grant(runId, defaultBudgets),
    await gateway().grant(runId, defaultBudgets),
  ];

  expect(one.token).not.toBe(two.token);
});

it('after revoke the grant is useless, and revoking again is harmless', async () => {
  const models = gateway();
  const grant = await models.grant(runId, defaultBudgets);

  await models.revoke(grant);
  await models.revoke(grant);

  expect((await complete(route, grant.token)).status).toBe(401);
});

it('the budget of the run is the budget of the grant', async () => {
  const grant = await gateway().grant(runId, { ...defaultBudgets, modelRequests: 1 });

  const first = await complete(route, grant.token);
  const second = await complete(route, grant.token);

  expect([first.status, second.status]).toEqual([200, 402]);
});

it('the grant ends with the time of the run', async () => {
  const longAgo = gateway({ now: () => Date.now() - 24 * 60 * 60_000 });
  const grant = await longAgo.grant(runId, defaultBudgets);

  expect((await complete(route, grant.token)).status).toBe(401);
});

it("Anthropic's clients add /v1 themselves", async () => {
  await route.close();
  route = await startModelRoute({
    adminKey,
    upstream: {
      ...{ provider: 'anthropic', model: 'some-model', api: 'anthropic-messages' },
      ...{ baseUrl: 'http://127.0.0.1:9', headers: {} },
    },
  });
  const models = gateway({ provider: 'anthropic' });

  expect(await models.grant(runId, defaultBudgets)).toMatchObject({
    api: 'anthropic-messages',
    baseUrl: 'http://127.0.0.1:8080',
  });
});

it('a wrong admin key and a route that is not there are told apart', async () => {
  const wrong = gateway({ bearer: async () => 'wrong' });
  const gone = gateway({ url: 'http://127.0.0.1:1' });

  await expect(wrong.grant(runId, defaultBudgets)).rejects.toMatchObject({ code: 'auth' });
  await expect(gone.grant(runId, defaultBudgets)).rejects.toMatchObject({
    code: 'unavailable',
    retryable: true,
  });
});

it('what it says of itself for provenance holds no credential', () => {
  expect(gateway().describe()).toEqual({
    provider: 'cassette',
    model: 'scripted-1',
    egress: '127.0.0.1:4000',
  });
});

it('[RUN-23] a secret of the organisation is named, and there is no token to hand over', async () => {
  const models = createOrganizationSecret(
    {
      ...{ provider: 'anthropic', model: 'some-model', api: 'anthropic-messages' },
      ...{ baseUrl: 'https://api.anthropic.test', headers: {} },
    },
    'anthropic-prod',
  );

  const grant = await models.grant(runId, defaultBudgets);

  expect(models.describe()).toMatchObject({ organizationSecret: 'anthropic-prod' });
  expect(grant).toMatchObject({
    ...{ token: '', exposure: 'organization-secret', egress: 'api.anthropic.test:443' },
  });
});

it('[RUN-23] the key itself, where somebody allowed it, says what it is', async () => {
  const models = createRawModelKey(
    {
      ...{ provider: 'anthropic', model: 'some-model', api: 'anthropic-messages' },
      ...{ baseUrl: 'https://api.anthropic.test', headers: { 'x-api-key': 'the-real-key' } },
    },
    'the-real-key',
  );

  const grant = await models.grant(runId, defaultBudgets);

  expect(grant).toMatchObject({
    baseUrl: 'https://api.anthropic.test',
    token: 'the-real-key',
    exposure: 'raw-key',
    egress: 'api.anthropic.test:443',
  });
  expect(JSON.stringify(models.describe())).not.toContain('the-real-key');
});

function gateway(change: Partial<Parameters<typeof createModelRoute>[0]> = {}) {
  return createModelRoute({
    url: route.url,
    bearer: async () => adminKey,
    provider: 'cassette',
    model: 'scripted-1',
    insideBaseUrl: 'http://127.0.0.1:8080/v1',
    egress: '127.0.0.1:4000',
    ...change,
  });
}
