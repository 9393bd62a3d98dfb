import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import type { Upstream } from '../../../action/domain/model-upstream.ts';
import { type ModelRoute, startModelRoute } from '../../../action/embedded/model/model-route.ts';
import { adminKey, complete, issue, post } from './route.ts';

const pricing = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };

interface Seen {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let route: ModelRoute;
let provider: Server;
let seen: Seen[];
afterEach(async () => {
  await route.close();
  provider.closeAllConnections();
  provider.close();
});

it('[RUN-23] the provider gets the real key, the sandbox never sees it', async () => {
  await start((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': 'secret=1' });
    response.end('data: {"choices":[]}\n\ndata: [DONE]\n\n');
  });
  const token = await issue(route);

  const answer = await complete(route, token, {
    body: { messages: [{ role: 'user', content: 'hi' }] },
  });

  expect(await answer.text()).toBe('data: {"choices":[]}\n\ndata: [DONE]\n\n');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(seen).toMatchObject([{ url: '/base/v1/chat/completions' }]);
  expect(seen[0]?.headers.authorization).toBe('Bearer real-key');
  expect(JSON.stringify(seen)).not.toContain(token);
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ messages: [{ content: 'hi' }] });
});

it('a doubled model key cannot smuggle another model through', async () => {
  await start((response) => response.end('{}'));
  const token = await issue(route);

  await fetch(`${route.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: '{"model":"dearest-model","model":"scripted-1"}',
  });

  expect(seen[0]?.body).toBe('{"model":"scripted-1"}');
});

it('what streams through is metered, and the cost limit holds', async () => {
  await start((response) => {
    const usage = { prompt_tokens: 2_000_000, completion_tokens: 0 };
    response.write(`data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"choices":[],"us`);
    response.end(`age":${JSON.stringify(usage)}}\n\ndata: [DONE]\n\n`);
  });
  const token = await issue(route, { maxCostUsd: 5, pricing });

  await (await complete(route, token)).text();
  const second = await complete(route, token);

  expect(second.status).toBe(402);
});

it("Anthropic's protocol: own path, own header, usage in parts", async () => {
  await start(
    (response) => {
      const first = { input_tokens: 10, cache_read_input_tokens: 1_000_000, output_tokens: 1 };
      response.write(
        `data: ${JSON.stringify({ type: 'message_start', message: { usage: first } })}\n\n`,
      );
      const last = { type: 'message_delta', usage: { output_tokens: 400_000 } };
      response.end(`data: ${JSON.stringify(last)}\n\n`);
    },
    { provider: 'anthropic', api: 'anthropic-messages', headers: { 'x-api-key': 'real-key' } },
  );
  const token = await issue(route, { maxCostUsd: 6, pricing });
  const ask = () =>
    fetch(`${route.url}/v1/messages?beta=true`, {
      method: 'POST',
      headers: { 'x-api-key': token, 'anthropic-version': '2023-06-01', cookie: 'a=b' },
      body: JSON.stringify({ model: 'scripted-1', stream: true }),
    });

  await (await ask()).text();

  expect(seen[0]).toMatchObject({ url: '/base/v1/v1/messages' });
  expect(seen[0]?.headers).toMatchObject({
    'x-api-key': 'real-key',
    'anthropic-version': '2023-06-01',
  });
  expect(seen[0]?.headers.cookie).toBeUndefined();
  // 0.30 for the cache and 6.00 for the output.
  expect((await ask()).status).toBe(402);
});

it('errors of the provider come back as they are; a redirect is not followed with the key', async () => {
  await start((response) => {
    if (seen.length === 1) response.writeHead(429, { 'retry-after': '3' }).end('{"error":{}}');
    else response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  });
  const token = await issue(route);

  const limited = await complete(route, token);
  const redirected = await complete(route, token);

  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3']);
  expect(redirected.status).toBe(502);
});

it('an answer without a body is an answer', async () => {
  await start((response) => response.writeHead(204).end());

  const answer = await complete(route, await issue(route));

  expect([answer.status, await answer.text()]).toEqual([204, '']);
});

it('a client that hangs up ends the request at the provider', async () => {
  const hungUp = Promise.withResolvers<void>();
  await start((response) => {
    response.on('close', () => hungUp.resolve());
    response.write('data: {}\n\n');
  });
  const client = new AbortController();

  const answer = await complete(route, await issue(route), { signal: client.signal });
  client.abort();

  await expect(answer.text()).rejects.toThrow();
  await hungUp.promise;
});

it('a body of the provider that breaks off is not passed on as whole', async () => {
  await start((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {}\n\n', () => response.destroy());
  });

  const answer = await complete(route, await issue(route));

  await expect(answer.text()).rejects.toThrow();
});

async function start(
  answer: (response: ServerResponse) => void,
  change: Partial<Upstream> = {},
): Promise<void> {
  seen = [];
  provider = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    seen.push({ url: request.url ?? '', headers: request.headers, body });
    answer(response);
  });
  await new Promise<void>((resolve) => {
    provider.listen(0, '127.0.0.1', resolve);
  });
  const address = provider.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const upstream: Upstream = {
    provider: 'openai',
    model: 'scripted-1',
    api: 'openai-completions',
    baseUrl: `http://127.0.0.1:${port}/base/v1`,
    headers: { authorization: 'Bearer real-key' },
    ...change,
  };
  route = await startModelRoute({ adminKey, upstream });
}

it('the admin door is no model', async () => {
  await start((response) => response.end('{}'));

  const answer = await post(`${route.url}/v1/chat/completions`, adminKey, { model: 'scripted-1' });

  expect([answer.status, seen.length]).toEqual([401, 0]);
});
