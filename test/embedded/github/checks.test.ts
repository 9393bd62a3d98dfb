import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    tokens: [
      { token: 'ours', app: 'patchplane', permissions: { checks: 'write' } },
      { token: 'theirs', app: 'look-alike', permissions: { checks: 'write' } },
      { token: 'reader', app: 'github-actions', permissions: { checks: 'read' } },
    ],
  });
});

afterAll(async () => {
  await fixture.stop();
});

const call = (token: string, method: string, path: string, body?: unknown) =>
  callWith(fixture, token, method, path, body);
const Check = z.looseObject({ id: z.int(), app: z.looseObject({ id: z.int() }) });

async function newCheck(token = 'ours', more: Record<string, unknown> = {}) {
  const body = { name: 'PatchPlane', head_sha: fixture.start.commit, ...more };
  return Check.parse((await call(token, 'POST', '/check-runs', body)).body);
}

function annotations(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    path: 'src/page.js',
    start_line: at + 1,
    end_line: at + 1,
    annotation_level: 'warning',
    title: `Finding ${at}`,
    message: 'Look here.',
  }));
}

describe('annotations', () => {
  const output = { title: 'T', summary: 'S' };

  it('add up over updates, fifty at a time', async () => {
    const { id } = await newCheck('ours', { output: { ...output, annotations: annotations(50) } });
    const update = { output: { ...output, annotations: annotations(3) } };
    expect(await call('ours', 'PATCH', `/check-runs/${id}`, update)).toMatchObject({
      body: { output: { annotations_count: 53, title: 'T' } },
    });
    const page = await call('reader', 'GET', `/check-runs/${id}/annotations?per_page=50&page=2`);
    expect(page.body).toMatchObject([
      { path: 'src/page.js', start_line: 1, annotation_level: 'warning', title: 'Finding 0' },
      {},
      {},
    ]);
    expect(page.link).toMatch(/rel="prev"/);
  });

  it('are refused by the fifty-first, and backwards', async () => {
    const { id } = await newCheck();
    const patch = (given: unknown) =>
      call('ours', 'PATCH', `/check-runs/${id}`, { output: { ...output, annotations: given } });
    expect(await patch(annotations(51))).toEqual(refusal(422, 'No more than 50 items'));
    expect(await patch([{ ...annotations(1)[0], end_line: 0 }])).toEqual(
      refusal(422, 'ends before it starts'),
    );
    expect((await call('reader', 'GET', `/check-runs/${id}/annotations`)).body).toEqual([]);
  });
});

it('is one App’s own', async () => {
  const { id, app } = await newCheck();
  const other = await newCheck('theirs');
  expect(other.app.id).not.toBe(app.id);
  expect(await call('theirs', 'PATCH', `/check-runs/${id}`, { conclusion: 'success' })).toEqual(
    refusal(403, 'Invalid app_id'),
  );
  expect(
    await call('reader', 'GET', `/commits/${fixture.start.commit}/check-runs?app_id=${app.id}`),
  ).toMatchObject({ body: { check_runs: [{ app: { slug: 'patchplane' } }] } });
});

it('keeps what it was given, and completes by its conclusion', async () => {
  const { id } = await newCheck('ours', {
    external_id: 'run-1',
    details_url: 'https://example.com/runs/1',
    status: 'in_progress',
  });
  expect(await call('reader', 'GET', `/check-runs/${id}`)).toMatchObject({
    body: {
      external_id: 'run-1',
      details_url: 'https://example.com/runs/1',
      status: 'in_progress',
      conclusion: null,
      completed_at: null,
    },
  });
  expect(
    await call('ours', 'PATCH', `/check-runs/${id}`, { conclusion: 'action_required' }),
  ).toMatchObject({ body: { status: 'completed', conclusion: 'action_required' } });
});

it('needs a commit that is there, and the permission', async () => {
  const unknown = { name: 'PatchPlane', head_sha: '0'.repeat(40) };
  expect(await call('ours', 'POST', '/check-runs', unknown)).toEqual(
    refusal(422, 'No commit found for SHA'),
  );
  expect(await call('reader', 'POST', '/check-runs', unknown)).toEqual(
    refusal(403, 'Resource not accessible by integration'),
  );
});

it('describes itself as GitHub does, in every exchange above', () => {
  expect(undescribed(fixture)).toEqual([]);
});
