import { afterEach, expect, it } from 'vitest';
import { type ModelRoute, startModelRoute } from '../../../action/embedded/model/model-route.ts';
import { adminKey, complete, issue, playing, post } from './route.ts';

const pricing = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };
const dear = { text: 'a', usage: { prompt_tokens: 1_000_000, completion_tokens: 0 } };

let route: ModelRoute;
afterEach(() => route.close());

it.each(['', 'wrong', 'admin-key-of-this-test2'])(
  'nobody without the admin key gets a grant: "%s"',
  async (key) => {
    route = await playing([{ text: 'a' }]);

    const answer = await post(`${route.url}/grants`, key, {});

    expect(answer.status).toBe(401);
  },
);

it.each([
  { name: 'an unknown token', token: 'ppg_unknown', status: 401 },
  { name: 'the admin key', token: adminKey, status: 401 },
])('$name is no grant', async ({ token, status }) => {
  route = await playing([{ text: 'a' }]);

  expect((await complete(route, token)).status).toBe(status);
});

it.each([
  { name: 'another model', change: {}, body: { model: 'scripted-2' }, status: 403 },
  { name: 'an expired grant', change: { expiresAt: 1 }, body: {}, status: 401 },
])('$name is refused', async ({ change, body, status }) => {
  route = await playing([{ text: 'a' }]);

  const token = await issue(route, change);

  expect((await complete(route, token, { body })).status).toBe(status);
  expect(route.requests()).toMatchObject([{ number: null, runId: null, status }]);
});

it('the request budget is exact', async () => {
  route = await playing([{ text: 'a' }], { repeatLast: true });
  const token = await issue(route, { maxRequests: 2 });

  const statuses = await inTurn(4, () => complete(route, token));

  expect(statuses).toEqual([200, 200, 402, 402]);
});

it('spending ends at the cost limit, counted with the prices of the grant', async () => {
  route = await playing([dear], { repeatLast: true });
  const token = await issue(route, { maxCostUsd: 5, pricing });

  const statuses = await inTurn(3, () => complete(route, token));
  const refused = await complete(route, token);

  expect(statuses).toEqual([200, 200, 402]);
  expect(await refused.json()).toMatchObject({
    error: { code: 'budget_used_up', message: expect.stringContaining('out of budget: 5 USD') },
  });
});

it('many at once cannot overdraw the budget before the first is paid', async () => {
  route = await playing([{ ...dear, delayMs: 200 }], { repeatLast: true });
  const token = await issue(route, { maxRequests: 50, pricing });

  const answers = await Promise.all(Array.from({ length: 12 }, () => complete(route, token)));

  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses.filter((status) => status === 200)).toHaveLength(4);
  expect(statuses.filter((status) => status === 429)).toHaveLength(8);
});

it('a body that is no model request never counts', async () => {
  route = await playing([{ text: 'a' }]);
  const token = await issue(route, { maxRequests: 1 });

  const bad = await post(`${route.url}/v1/chat/completions`, token, { messages: [] });
  const good = await complete(route, token);

  expect([bad.status, good.status]).toEqual([400, 200]);
});

it('other paths are not served', async () => {
  route = await playing([{ text: 'a' }]);
  const token = await issue(route);

  const statuses = await Promise.all(
    ['/v1/messages', '/v1/models', '/', '/v1/chat/completions/../../grants'].map(
      async (path) => (await post(`${route.url}${path}`, token, {})).status,
    ),
  );

  expect(statuses).toEqual([404, 404, 404, 404]);
});

it('a route needs exactly one thing behind it', async () => {
  route = await playing([{ text: 'a' }]);

  await expect(startModelRoute({ adminKey })).rejects.toThrow('a cassette or an upstream');
});

async function inTurn(times: number, work: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const answer = await work();
    await answer.text();
    statuses.push(answer.status);
  }
  return statuses;
}
