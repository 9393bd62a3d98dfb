import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startGitHub } from '../../../action/embedded/github/start-github.ts';
import { type GitHubFixture, startSampleGitHub, users } from './github-fixture.ts';
import { createOpenApiCheck } from './openapi-check.ts';

let fixture: GitHubFixture;
const dispatched: unknown[] = [];

beforeAll(async () => {
  fixture = await startSampleGitHub((workflow, ref, inputs) => {
    dispatched.push({ workflow, ref, inputs });
    return { workflow_run_id: 4_711 };
  });
});

afterAll(async () => {
  await fixture.stop();
});

const repo = '/repos/acme/pagination';
const Json = z.record(z.string(), z.unknown());

/** Status and JSON body of one call. */
async function call(token: string, method: string, path: string, body?: unknown) {
  const response = await fixture.api(token, method, `${repo}${path}`, body);
  const text = await response.text();
  return { status: response.status, body: Json.parse(text === '' ? {} : JSON.parse(text)) };
}

function refusal(status: number, message: string | RegExp) {
  return { status, body: expect.objectContaining({ message: expect.stringMatching(message) }) };
}

describe('refs', () => {
  it('creates once, moves forward only, and deletes', async () => {
    const { commit, tree } = fixture.start;
    const second = await call('token-publish', 'POST', '/git/commits', {
      message: 'next',
      tree,
      parents: [commit],
    });
    const sha = z.string().parse(second.body['sha']);
    const ref = 'refs/heads/side/one';

    expect(await call('token-publish', 'POST', '/git/refs', { ref, sha })).toMatchObject({
      status: 201,
      body: { ref, object: { sha, type: 'commit' } },
    });
    expect(await call('token-publish', 'POST', '/git/refs', { ref, sha })).toEqual(
      refusal(422, 'Reference already exists'),
    );
    expect(
      await call('token-publish', 'PATCH', '/git/refs/heads/side/one', { sha: commit }),
    ).toEqual(refusal(422, 'Update is not a fast forward'));
    expect(
      await call('token-publish', 'PATCH', '/git/refs/heads/side/one', {
        sha: commit,
        force: true,
      }),
    ).toMatchObject({ status: 200 });
    expect(await call('token-publish', 'DELETE', '/git/refs/heads/side/one')).toMatchObject({
      status: 204,
    });
    expect(await call('token-publish', 'DELETE', '/git/refs/heads/side/one')).toEqual(
      refusal(422, 'Reference does not exist'),
    );
    expect(await call('token-publish', 'GET', '/git/ref/heads/side/one')).toEqual(
      refusal(404, 'Not Found'),
    );
  });

  it.each([
    [{ ref: 'main', sha: '0'.repeat(40) }, /must start with 'refs\/'/],
    [{ ref: 'refs/heads/a..b', sha: '0'.repeat(40) }, 'is not a valid ref name'],
    [{ ref: 'refs/heads/new', sha: '0'.repeat(40) }, 'Object does not exist'],
    [{ ref: 'refs/heads/new', sha: '--help' }, 'Object does not exist'],
    [{ ref: 'refs/heads/new' }, 'Invalid request'],
  ])('refuses %j', async (body, message) => {
    expect(await call('token-publish', 'POST', '/git/refs', body)).toEqual(refusal(422, message));
  });

  it('refuses a branch below another branch', async () => {
    const sha = fixture.start.commit;
    expect(
      await call('token-publish', 'POST', '/git/refs', { ref: 'refs/heads/main/below', sha }),
    ).toEqual(refusal(422, 'Reference update failed'));
  });
});

describe('who may do what', () => {
  it.each([
    ['token-propose', 'POST', '/git/blobs', 403],
    ['token-propose', 'POST', '/pulls', 403],
    ['token-propose', 'POST', '/actions/workflows/publish.yml/dispatches', 403],
    ['token-dispatch', 'GET', '/git/ref/heads/main', 403],
    ['token-mia', 'POST', '/check-runs', 403],
    ['token-sam', 'POST', '/git/blobs', 403],
    ['token-nothing', 'GET', '', 404],
    ['wrong', 'GET', '', 401],
  ])('%s: %s %s is %i', async (token, method, path, status) => {
    const body = method === 'POST' ? {} : undefined;
    expect((await call(token, method, path, body)).status).toBe(status);
  });

  it('knows no other repository', async () => {
    const response = await fixture.api('token-publish', 'GET', '/repos/acme/other');
    expect(response.status).toBe(404);
  });

  it('does not tell a GITHUB_TOKEN who it is', async () => {
    expect((await fixture.api('token-propose', 'GET', '/user')).status).toBe(403);
    expect(await (await fixture.api('token-sam', 'GET', '/user')).json()).toMatchObject({
      login: 'sam-reports',
    });
  });
});

describe('workflow_dispatch', () => {
  const path = '/actions/workflows/publish.yml/dispatches';

  it('hands it on, and answers with the run where asked to', async () => {
    const body = { ref: 'main', inputs: { run: 'run-1' }, return_run_details: true };
    expect(await call('token-dispatch', 'POST', path, body)).toMatchObject({
      status: 200,
      body: {
        workflow_run_id: 4_711,
        html_url: expect.stringMatching(/\/acme\/pagination\/actions\/runs\/4711$/),
      },
    });
    expect(await call('token-dispatch', 'POST', path, { ref: 'main' })).toMatchObject({
      status: 204,
    });
    expect(dispatched).toEqual([
      { workflow: 'publish.yml', ref: 'main', inputs: { run: 'run-1' } },
      { workflow: 'publish.yml', ref: 'main', inputs: {} },
    ]);
  });

  it('refuses an unknown ref and too many inputs', async () => {
    expect(await call('token-dispatch', 'POST', path, { ref: 'gone' })).toEqual(
      refusal(422, 'No ref found'),
    );
    const inputs = Object.fromEntries(Array.from({ length: 26 }, (_, at) => [`i${at}`, 'x']));
    expect(await call('token-dispatch', 'POST', path, { ref: 'main', inputs })).toEqual(
      refusal(422, 'up to 25'),
    );
  });
});

describe('the rest of the API', () => {
  it('serves files of a ref, raw and inline', async () => {
    const inline = await call('token-propose', 'GET', '/contents/docs/old.md?ref=main');
    expect(Buffer.from(String(inline.body['content']), 'base64').toString()).toBe(
      await fixture.git.text(['show', 'main:docs/old.md']).then((text) => `${text}\n`),
    );
    const raw = await fetch(`${fixture.github.apiUrl}${repo}/contents/docs/old.md`, {
      headers: { authorization: 'token token-propose', accept: 'application/vnd.github.raw+json' },
    });
    expect(await raw.text()).toMatch(/^Old\.\n/);
    expect(await call('token-propose', 'GET', '/contents/none')).toEqual(refusal(404, 'Not Found'));
  });

  it('lists trees and folders', async () => {
    expect(
      await call('token-propose', 'GET', `/git/trees/${fixture.start.tree}?recursive=1`),
    ).toMatchObject({
      body: {
        tree: expect.arrayContaining([
          expect.objectContaining({ path: 'src/page.js', mode: '100644', type: 'blob' }),
        ]),
      },
    });
    const folder = await fixture.api('token-propose', 'GET', `${repo}/contents/src`);
    expect(await folder.json()).toMatchObject([{ path: 'src/page.js', type: 'file' }]);
  });

  it("answers with GitHub's headers", async () => {
    const { headers } = await fixture.api('token-propose', 'GET', repo);
    expect(headers.get('x-github-request-id')).toMatch(/^[0-9A-F]{4}(:[0-9A-F]{6,8}){3}$/);
    expect(headers.get('x-ratelimit-limit')).toBe('5000');
    expect(Number(headers.get('x-ratelimit-remaining'))).toBeLessThan(5_000);
  });

  it('gives the newest check of a name only, unless all are asked for', async () => {
    const check = { name: 'Same', head_sha: fixture.start.commit };
    for (const external_id of ['one', 'two'])
      await call('token-propose', 'POST', '/check-runs', { ...check, external_id });
    const path = `/commits/${fixture.start.commit}/check-runs`;
    expect((await call('token-propose', 'GET', path)).body['total_count']).toBe(1);
    expect((await call('token-propose', 'GET', `${path}?filter=all`)).body['total_count']).toBe(2);
  });

  it('says no to what is not JSON and to what is not there', async () => {
    const broken = await fetch(`${fixture.github.apiUrl}${repo}/issues`, {
      method: 'POST',
      headers: { authorization: 'token token-propose' },
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect(await call('token-propose', 'GET', '/no/such/thing')).toEqual(refusal(404, 'Not Found'));
  });

  it('shows people what was written, as text', async () => {
    fixture.github.createIssue({
      title: '<script>alert(1)</script>',
      body: '<img src=x>',
      author: 'sam-reports',
    });
    const { lastNumber } = fixture.github.state();
    const page = await (
      await fetch(`${fixture.github.serverUrl}/acme/pagination/issues/${lastNumber}`)
    ).text();
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toMatch(/<script>|<img/);
  });
});

it('continues where it was after it was killed', async () => {
  const { github, folder } = fixture;
  github.createIssue({ title: 'Kept', body: null, author: 'sam-reports', labels: ['patchplane'] });

  const again = await startGitHub({
    stateDir: join(folder, 'state'),
    repository: {
      owner: 'acme',
      name: 'pagination',
      id: 1,
      ownerId: 2,
      defaultBranch: 'main',
      bareDir: fixture.git.directory,
    },
    users,
    tokens: [],
  });

  expect(again.state()).toEqual(github.state());
  await again.close();
});

it('describes itself as GitHub does, in every exchange above', () => {
  const check = createOpenApiCheck();
  const documented = fixture.github
    .exchanges()
    .filter(({ path }) => !path.includes('/no/such') && path !== '/repos/acme/other');
  const problems = documented.flatMap((exchange) =>
    check(exchange).map(
      (problem) => `${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`,
    ),
  );
  expect(problems).toEqual([]);
});

it('the check against the description does find what is missing', () => {
  const check = createOpenApiCheck();
  const exchange = fixture.github
    .exchanges()
    .find(({ path, status }) => path === repo && status === 200);
  const body = Json.parse(JSON.parse(exchange?.responseBody ?? '{}'));
  const lacking = {
    ...exchange,
    responseBody: JSON.stringify({ ...body, owner: undefined, private: 'no' }),
  };
  const base = {
    method: 'GET',
    path: repo,
    query: {},
    token: '',
    at: 0,
    requestBody: '',
    status: 200,
    contentType: 'application/json',
  };
  expect(check({ ...base, responseBody: lacking.responseBody })).toEqual([
    " must have required property 'owner'",
    '/private must be boolean',
  ]);
  expect(check({ ...base, path: '/nothing', responseBody: '{}' })).toEqual([
    'no operation GET /nothing',
  ]);
});
