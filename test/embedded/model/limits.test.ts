import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { Upstream } from '../../../action/domain/model-upstream.ts';
import { listen, shut } from '../../../action/embedded/listen.ts';
import { type ModelRoute, startModelRoute } from '../../../action/embedded/model/model-route.ts';
import { adminKey, complete, issue, post } from './route.ts';

/* What a sandbox could try with a grant, against a provider that plays along. */

const pricing = { input: 0, output: 10, cacheRead: 0, cacheWrite: 0 };

let route: ModelRoute;
let provider: Server;
let sent: Record<string, unknown>[];
afterEach(async () => {
  await route.close();
  await shut(provider);
});

it('[RUN-23] an answer is asked for no longer than the budget pays for', async () => {
  await serve((response) => response.end('{}'));
  const token = await issue(route, { pricing, maxCostUsd: 0.001 });

  await complete(route, token, { body: { max_tokens: 5_000, stream: false } });

  // 0.001 USD at 10 USD a million.
  expect(sent).toMatchObject([{ max_tokens: 100 }]);
});

it('a client that names no limit gets the one that is left, in words its provider knows', async () => {
  await serve((response) => response.end('{}'), { provider: 'openai' });
  const token = await issue(route, { pricing, maxCostUsd: 0.002 });

  await complete(route, token, { body: { stream: false } });

  expect(sent[0]).toMatchObject({ max_completion_tokens: 200 });
  expect(sent[0]).not.toHaveProperty('max_tokens');
});

it('a stream always reports its usage, whatever the client wants', async () => {
  await serve((response) => response.end('data: [DONE]\n\n'));
  const token = await issue(route);

  await complete(route, token, { body: { stream_options: { include_usage: false } } });

  expect(sent).toMatchObject([{ stream: true, stream_options: { include_usage: true } }]);
});

it('the token budget ends the run like the cost budget', async () => {
  const usage = { prompt_tokens: 900, completion_tokens: 200 };
  await serve((response) => response.end(JSON.stringify({ usage })));
  const token = await issue(route, { maxTokens: 1_000 });

  const first = await complete(route, token, { body: { stream: false } });
  const second = await complete(route, token, { body: { stream: false } });

  expect([first.status, second.status]).toEqual([200, 402]);
  expect(await second.json()).toMatchObject({ error: { code: 'budget_used_up' } });
});

it('hanging up before the bill comes is not free', async () => {
  await serve((response) => {
    for (let event = 0; event < 120; event += 1)
      response.write(`data: {"choices":[{"delta":{"content":"a"}}]}\n\n`);
  });
  const token = await issue(route, { pricing, maxCostUsd: 0.001 });
  const client = new AbortController();

  const answer = await complete(route, token, { signal: client.signal });
  await answer.body?.getReader().read();
  client.abort();

  await expect
    .poll(async () => (await complete(route, token, { signal: AbortSignal.timeout(300) })).status)
    .toBe(402);
});

it('a provider that ignores the limit is cut off', async () => {
  await serve(async (response) => {
    for (let event = 0; event < 2_000 && !response.destroyed; event += 1) {
      response.write(`data: {"choices":[{"delta":{"content":"a"}}]}\n\n`);
      if (event % 100 === 0) await delay(1);
    }
    response.end();
  });
  const token = await issue(route, { pricing, maxCostUsd: 0.001 });

  const answer = await complete(route, token);

  await expect(answer.text()).rejects.toThrow();
  expect((await complete(route, token)).status).toBe(402);
});

it.each([
  ['a hosted tool', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
  ['a hosted tool of OpenAI', { tools: [{ type: 'web_search' }] }],
  ['an image to fetch', messages({ type: 'image_url', image_url: { url: 'https://a.test/?s=1' } })],
  [
    'an image of Anthropic',
    messages({ type: 'image', source: { type: 'url', url: 'https://a.test' } }),
  ],
  ['a file at the provider', messages({ type: 'file', file: { file_id: 'f-1' } })],
  [
    'one in a tool result',
    messages({
      type: 'tool_result',
      content: [{ type: 'document', source: { type: 'url', url: 'https://a.test' } }],
    }),
  ],
])('[C5] the provider is no way out of the sandbox: %s is refused', async (_, body) => {
  await serve((response) => response.end('{}'));
  const token = await issue(route);

  const answer = await complete(route, token, { body });

  expect([answer.status, sent]).toEqual([400, []]);
});

it('bytes in the request and tools of the agent itself are fine, unknown fields stay here', async () => {
  await serve((response) => response.end('{}'));
  const token = await issue(route);
  const tools = [{ type: 'function', function: { name: 'bash', parameters: {} } }];
  const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };

  const answer = await complete(route, token, {
    body: { stream: false, tools, ...messages(image), store: true, mcp_servers: [{ url: 'x' }] },
  });

  expect(answer.status).toBe(200);
  expect(sent).toEqual([{ model: 'scripted-1', stream: false, tools, ...messages(image) }]);
});

it.each([
  ['altered', (token: string) => `${token.slice(0, -4)}AAAA`],
  ['unsigned', (token: string) => `${unsigned(token)}.${token.split('.')[1]}.`],
  ['of another route', () => otherRoutes()],
])('[C1] a run token that is %s opens nothing', async (_, change) => {
  await serve((response) => response.end('{}'));
  const token = await change(await issue(route));

  const answer = await complete(route, token);

  expect([answer.status, sent]).toEqual([401, []]);
});

it('[C1] a run token says run, model, budget and end, and no key', async () => {
  await serve((response) => response.end('{}'));
  const token = await issue(route, { maxTokens: 5 });

  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

  expect(claims).toMatchObject({
    sub: 'run-0123456789abcdef',
    model: 'scripted-1',
    budget: { maxRequests: 10, maxCostUsd: 5, maxTokens: 5 },
  });
  expect(claims.exp * 1_000).toBeGreaterThan(Date.now());
  expect(token).not.toContain('real-key');
});

it('a grant outlives no day', async () => {
  await serve((response) => response.end('{}'));

  const answer = await post(`${route.url}/grants`, adminKey, {
    ...{ runId: 'run-1', model: 'scripted-1', maxRequests: 1, maxCostUsd: 1 },
    expiresAt: Date.now() + 48 * 60 * 60_000,
  });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    error: { message: expect.stringContaining('a day') },
  });
});

function messages(part: object) {
  return { messages: [{ role: 'user', content: [part] }] };
}

function unsigned(token: string): string {
  const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
  return Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url');
}

async function otherRoutes(): Promise<string> {
  const cassette = { schemaVersion: 1 as const, model: 'scripted-1', steps: [{ text: 'a' }] };
  const other = await startModelRoute({ adminKey, cassette });
  try {
    return await issue(other);
  } finally {
    await other.close();
  }
}

async function serve(
  answer: (response: ServerResponse) => unknown,
  change: Partial<Upstream> = {},
): Promise<void> {
  sent = [];
  provider = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    sent.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    await answer(response);
  });
  const port = await listen(provider);
  const upstream: Upstream = {
    provider: 'openai-compatible',
    model: 'scripted-1',
    api: 'openai-completions',
    baseUrl: `http://127.0.0.1:${port}/v1`,
    headers: { authorization: 'Bearer real-key' },
    ...change,
  };
  route = await startModelRoute({ adminKey, upstream });
}
