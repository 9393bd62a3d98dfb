import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { listen, shut } from '../../action/embedded/listen.ts';
import { newServerKey } from '../../approval-app/embedded/new-keys.ts';
import { configureModelRoute } from '../../approval-app/server/model-route/configured.ts';
import { type LedgerHouse, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { newIntake, newRun } from './run-records.ts';

/* The model route as the app has it: real ledger, real provider's wire, jobs with OIDC tokens. */

let house: LedgerHouse;
let provider: Server;
let asked: { key: string | undefined; body: { max_tokens?: number } }[];
let route: (request: Request) => Promise<Response>;
const settling: Promise<void>[] = [];

beforeAll(async () => {
  house = await startLedgerHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  asked = [];
  provider = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    asked.push({ key: request.headers.authorization, body });
    const usage = { prompt_tokens: 400, completion_tokens: 100 };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ usage }));
  });
  route = configureModelRoute({
    environment: {
      PATCHPLANE_AGENT_BASE_URL: `http://127.0.0.1:${await listen(provider)}/v1`,
      PATCHPLANE_AGENT_API_KEY: 'the-real-key',
      OPENAI_API_KEY: '',
    },
    publicUrl: 'https://app.test',
    convexUrl: house.host.url,
    serverKey: newServerKey(),
    serverToken: house.serverToken,
    settled: (work) => void settling.push(work),
  });
});
afterEach(() => shut(provider));

it('[RUN-23] [C1] a job gets a grant for its run by its own name, and the sandbox an answer', async () => {
  const runId = await workingRun();

  const { token } = await granted(runId);
  const answer = await ask(token);

  expect(answer.status).toBe(200);
  expect(asked).toMatchObject([{ key: 'Bearer the-real-key' }]);
  expect(token).not.toContain('the-real-key');
});

it("spending is the ledger's: every instance of the app sees what another one let through", async () => {
  const runId = await workingRun();
  const { token } = await granted(runId, { maxTokens: 900 });

  const statuses = [await spend(token), await spend(token), await spend(token)];

  expect(statuses).toEqual([200, 200, 402]);
});

it('a hundred requests at once can not overdraw a grant', async () => {
  const runId = await workingRun();
  const { token } = await granted(runId, { maxRequests: 3 });

  const answers = await Promise.all(Array.from({ length: 100 }, () => ask(token)));

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  expect(asked).toHaveLength(3);
});

it('[C1] the grant dies with the run: no agent is at work any more', async () => {
  const runId = await workingRun();
  const { token } = await granted(runId);
  await house.storage(proposeClaims).transition(runId, 'verifying');

  const answer = await ask(token);

  expect([answer.status, asked]).toEqual([401, []]);
  expect(await answer.json()).toMatchObject({ error: { code: 'run_over' } });
});

it('a revoked grant is dead, and revoking is for jobs of the repository', async () => {
  const runId = await workingRun();
  const { id, token } = await granted(runId);

  const stranger = await revoke(
    id,
    await house.jobToken({ ...proposeClaims, repository_id: '43' }),
  );
  const alive = await spend(token);
  const gone = await revoke(id, await jobToken());

  expect([stranger.status, alive, gone.status]).toEqual([404, 200, 204]);
  expect(await spend(token)).toBe(401);
});

it.each([
  ['another repository', { repository_id: '43' }],
  ['another job of the repository', { run_id: '9' }],
  [
    'a workflow that is not enrolled',
    { job_workflow_ref: 'acme/api/.github/workflows/x.yml@refs/heads/x' },
  ],
])('[A9] a job of %s gets no grant for this run', async (_, change) => {
  const runId = await workingRun();

  const answer = await grant(runId, {}, await house.jobToken({ ...proposeClaims, ...change }));

  expect([answer.status, await codeOf(answer)]).toEqual([403, 'run_not_yours']);
});

it.each([
  ['no token', async () => ''],
  ['a key', async () => 'some-admin-key'],
  ['a token for somebody else', () => house.jobToken(proposeClaims, 'https://other.test')],
  ["the app's own token", () => house.serverToken()],
])('%s opens nothing', async (_, bearer) => {
  const runId = await workingRun();

  const answer = await grant(runId, {}, await bearer());

  expect([401, 403]).toContain(answer.status);
});

it('a provider whose key the app does not hold is not granted', async () => {
  const runId = await workingRun();

  const answer = await grant(runId, { provider: 'openai' });

  expect([answer.status, await codeOf(answer)]).toEqual([400, 'provider_not_served']);
});

it('an app without any key grants nothing and says so', async () => {
  const bare = configureModelRoute({
    ...{ environment: {}, publicUrl: 'https://app.test', convexUrl: house.host.url },
    ...{ serverKey: newServerKey(), serverToken: house.serverToken },
  });

  const answer = await bare(new Request('https://app.test/api/model/grants', { method: 'POST' }));

  expect([answer.status, await codeOf(answer)]).toEqual([404, 'no_model']);
});

/** A run whose agent is at work. */
async function workingRun() {
  const storage = house.storage(proposeClaims);
  const { run } = await storage.createWorkflowFromIntake(newIntake(), newRun());
  await storage.transition(run.id, 'provisioning');
  await storage.transition(run.id, 'running');
  return run.id;
}

const jobToken = () => house.jobToken(proposeClaims);

async function grant(runId: string, change: object = {}, bearer?: string): Promise<Response> {
  return await post('/api/model/grants', bearer ?? (await jobToken()), {
    ...{ runId, provider: 'openai-compatible', model: 'm-1', maxRequests: 100, maxCostUsd: 5 },
    expiresAt: Date.now() + 60_000,
    ...change,
  });
}

async function granted(runId: string, change: object = {}) {
  const answer = await grant(runId, change);
  return z.object({ id: z.string(), token: z.string() }).parse(await answer.json());
}

async function codeOf(answer: Response): Promise<string> {
  return z.object({ error: z.object({ code: z.string() }) }).parse(await answer.json()).error.code;
}

async function revoke(id: string, bearer: string): Promise<Response> {
  return await route(
    new Request(`https://app.test/api/model/grants/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${bearer}` },
    }),
  );
}

async function ask(token: string): Promise<Response> {
  return await post('/api/model/v1/chat/completions', token, {
    ...{ model: 'm-1', max_tokens: 100, messages: [] },
  });
}

/** One request, paid for. */
async function spend(token: string): Promise<number> {
  const answer = await ask(token);
  await answer.text();
  await Promise.all(settling);
  return answer.status;
}

async function post(path: string, bearer: string, body: object): Promise<Response> {
  return await route(
    new Request(`https://app.test${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    }),
  );
}
