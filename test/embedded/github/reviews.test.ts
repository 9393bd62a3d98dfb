import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;
let number: number;
let head: string;

const Opened = z.looseObject({
  number: z.int(),
  pull_request: z.looseObject({ head: z.looseObject({ sha: z.string() }) }),
});

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    tokens: [
      { token: 'pulls', app: 'github-actions', permissions: { pull_requests: 'write' } },
      { token: 'reader', app: 'github-actions', permissions: { pull_requests: 'read' } },
    ],
  });
  const { payload } = await fixture.github.openPull({
    by: 'will-writes',
    branch: 'feature',
    files: { 'src/long.js': lines(1, 40) },
  });
  ({
    number,
    pull_request: {
      head: { sha: head },
    },
  } = Opened.parse(payload));
});

afterAll(async () => {
  await fixture.stop();
});

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `const line${from + at} = 1;\n`).join('');
const call = (token: string, method: string, path: string, body?: unknown) =>
  callWith(fixture, token, method, path, body);
const at = (line: number, more: object = {}) => ({
  ...{ path: 'src/long.js', line, side: 'RIGHT', body: 'Look.', ...more },
});

it('takes a comment at a line of the diff, and shows where it stands', async () => {
  const made = await call('pulls', 'POST', `/pulls/${number}/comments`, {
    ...at(3, { start_line: 2, start_side: 'RIGHT' }),
    commit_id: head,
  });

  expect(made).toMatchObject({
    status: 201,
    body: { path: 'src/long.js', line: 3, start_line: 2, original_commit_id: head, position: 1 },
  });
  expect(await call('reader', 'GET', `/pulls/${number}/comments`)).toMatchObject({
    status: 200,
    body: [{ body: 'Look.', line: 3, diff_hunk: expect.stringContaining('+const line3') }],
  });
  expect(await call('reader', 'GET', `/pulls/${number}`)).toMatchObject({
    body: { review_comments: 1 },
  });
});

it('takes a review with all of its comments, or none of it', async () => {
  const review = { event: 'COMMENT', commit_id: head, comments: [at(5), at(99)] };

  expect(await call('pulls', 'POST', `/pulls/${number}/reviews`, review)).toEqual(
    refusal(422, 'Unprocessable Entity'),
  );
  expect(await call('reader', 'GET', `/pulls/${number}/reviews`)).toMatchObject({
    body: [{ state: 'COMMENTED' }],
  });
  expect(
    await call('pulls', 'POST', `/pulls/${number}/reviews`, {
      ...review,
      comments: [at(5), at(6)],
    }),
  ).toMatchObject({ status: 200, body: { state: 'COMMENTED', commit_id: head } });
  expect(
    await call('pulls', 'POST', `/pulls/${number}/reviews`, { event: 'COMMENT', comments: [] }),
  ).toEqual(refusal(422, 'Unprocessable Entity'));
});

it('changes, answers and takes back', async () => {
  const Id = z.object({ id: z.int() });
  const made = await call('pulls', 'POST', `/pulls/${number}/comments`, {
    ...at(8),
    commit_id: head,
  });
  const { id } = Id.parse(made.body);
  const one = `/pulls/comments/${id}`;

  expect(await call('pulls', 'PATCH', one, { body: 'Better.' })).toMatchObject({ status: 200 });
  expect(await call('reader', 'GET', one)).toMatchObject({ body: { body: 'Better.' } });
  expect(
    await call('pulls', 'POST', `/pulls/${number}/comments/${id}/replies`, { body: 'Why?' }),
  ).toMatchObject({ status: 201, body: { in_reply_to_id: id } });
  expect((await call('pulls', 'DELETE', one)).status).toBe(204);
  expect(await call('reader', 'GET', one)).toEqual(refusal(404, 'Not Found'));
});

it('loses the place of a comment when its line changes', async () => {
  await fixture.github.push(number, 'will-writes', {
    'src/long.js': lines(1, 4) + lines(105, 140),
  });
  const listed = await call('reader', 'GET', `/pulls/${number}/comments`);

  expect(listed.body).toMatchObject([
    { original_line: 3, line: 3 },
    { original_line: 5, line: null, position: null },
    { original_line: 6, line: null },
    { body: 'Why?' },
  ]);
});

it.each([
  ['POST', '/pulls/1/comments'],
  ['POST', '/pulls/1/reviews'],
  ['PATCH', '/pulls/comments/1'],
  ['DELETE', '/pulls/comments/1'],
])('a token that may only read does not %s %s', async (method, path) => {
  const body = method === 'DELETE' ? undefined : {};

  expect(await call('reader', method, path, body)).toEqual(refusal(403, 'Resource not accessible'));
});

it('describes itself as GitHub does, in every exchange above', () => {
  // An outdated comment has no place on GitHub, though its description knows no such comment.
  expect(
    undescribed(fixture).filter((problem) => !/(position|line) must be integer/.test(problem)),
  ).toEqual([]);
});
