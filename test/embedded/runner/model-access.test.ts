import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listen, shut } from '../../../action/embedded/listen.ts';
import { openModelAccess } from '../../../action/entry/runner/model-access.ts';
import { createModelRoute } from '../../../action/plugins/model-route/model-route.ts';

interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let upstream: Server;
let upstreamUrl: string;
let seen: Seen[];
beforeEach(async () => {
  seen = [];
  upstream = createServer(async (request, response) => {
    seen.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    response.setHeader('content-type', 'text/event-stream').end('data: [DONE]\n\n');
  });
  upstreamUrl = `http://127.0.0.1:${await listen(upstream)}`;
});
afterEach(() => shut(upstream));

const runner = { kind: 'runner', cacheDir: '/nowhere' } as const;
const daytona = {
  kind: 'daytona',
  apiKey: 'k',
  apiUrl: 'https://app.daytona.io/api',
  target: 'us',
  snapshot: undefined,
} as const;
const agent = { provider: 'openai-compatible', model: 'm-1' };
const budgets = { wallSeconds: 60, modelRequests: 5, costUsd: 1, outputBytes: 1_000 };

it('C1: on the runner, the key stays in front of the provider and the sandbox gets a grant', async () => {
  const key = {
    kind: 'key',
    apiKey: 'sk-real',
    baseUrl: upstreamUrl,
    upstream: {
      ...agent,
      provider: 'openai-compatible',
      api: 'openai-completions',
      baseUrl: `${upstreamUrl}/v1`,
      headers: { authorization: 'Bearer sk-real' },
    },
  } as const;
  const access = await openModelAccess({ sandbox: runner, model: key });

  const grant = await createModelRoute({ ...agent, ...access }).grant('run-1', budgets);
  const answer = await ask(access.egress, grant.token);

  expect(answer.status).toBe(200);
  expect(grant.exposure).toBe('grant');
  expect(grant.baseUrl).toBe('http://127.0.0.1:8080/v1');
  expect(JSON.stringify(grant)).not.toContain('sk-real');
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-real']);
  await access.close();
  await expect(ask(access.egress, grant.token)).rejects.toThrow('fetch failed');
});

it('on the runner, a route elsewhere is reached through a port of this job', async () => {
  const route = {
    kind: 'route',
    url: upstreamUrl,
    key: 'admin-key',
    insideUrl: 'https://route.test/v1',
  } as const;
  const access = await openModelAccess({ sandbox: runner, model: route });

  await ask(access.egress, 'the-grant');
  const other = await fetch(`http://${access.egress}/grants`, { method: 'POST', body: '{}' });

  expect(access.egress).not.toBe(new URL(upstreamUrl).host);
  expect(access.insideBaseUrl).toBe('http://127.0.0.1:8080/v1');
  expect(seen.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ['/v1/chat/completions', 'Bearer the-grant'],
  ]);
  expect(other.status).toBe(404);
  await access.close();
});

it('at Daytona, a route says what a sandbox must be able to reach', async () => {
  const route = {
    kind: 'route',
    url: 'https://app.test/model',
    key: 'a',
    insideUrl: 'https://route.test/v1',
  } as const;

  const access = await openModelAccess({ sandbox: daytona, model: route });

  expect(access).toMatchObject({
    egress: 'route.test:443',
    insideBaseUrl: 'https://route.test/v1',
  });
});

it('a stand-in of Daytona relays to the route that the job sees', async () => {
  const route = {
    kind: 'route',
    url: 'http://127.0.0.1:4100',
    key: 'a',
    insideUrl: 'http://127.0.0.1:8080/v1',
  } as const;

  const access = await openModelAccess({ sandbox: daytona, model: route });

  expect(access.egress).toBe('127.0.0.1:4100');
});

it('C1: a key of this job and sandboxes elsewhere are refused with both ways out', async () => {
  const key = {
    kind: 'key',
    apiKey: 'sk-real',
    baseUrl: undefined,
    upstream: {
      provider: 'openai',
      model: 'm',
      api: 'openai-completions',
      baseUrl: upstreamUrl,
      headers: {},
    },
  } as const;

  const access = openModelAccess({ sandbox: daytona, model: key });

  await expect(access).rejects.toMatchObject({ code: 'misconfigured' });
  await expect(access).rejects.toThrow(/PATCHPLANE_MODEL_ROUTE_URL.*DAYTONA_API_KEY/);
});

function ask(host: string, token: string): Promise<Response> {
  return fetch(`http://${host}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm-1', stream: true, messages: [] }),
  });
}
