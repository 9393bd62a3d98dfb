import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;
let number: number;

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    tokens: [
      { token: 'issues', app: 'github-actions', permissions: { issues: 'write' } },
      { token: 'reader', app: 'github-actions', permissions: { issues: 'read' } },
      { token: 'checks', app: 'github-actions', permissions: { checks: 'write' } },
    ],
  });
});

afterAll(async () => {
  await fixture.stop();
});

beforeEach(() => {
  fixture.github.openIssue({ title: 'A task', body: 'Do it', by: 'sam-reports' });
  number = fixture.github.state().lastNumber;
});

const call = (token: string, method: string, path: string, body?: unknown) =>
  callWith(fixture, token, method, path, body);
const Id = z.looseObject({ id: z.int() });
const Dated = z.looseObject({ created_at: z.string(), updated_at: z.string() });

describe('labels', () => {
  it('go on, come off once, and leave a trace of who did it', async () => {
    expect(
      await call('issues', 'POST', `/issues/${number}/labels`, { labels: ['patchplane', 'bug'] }),
    ).toMatchObject({ status: 200, body: [{ name: 'patchplane' }, { name: 'bug' }] });
    expect(await call('issues', 'DELETE', `/issues/${number}/labels/PatchPlane`)).toMatchObject({
      status: 200,
      body: [{ name: 'bug' }],
    });
    expect(await call('issues', 'DELETE', `/issues/${number}/labels/patchplane`)).toEqual(
      refusal(404, 'Label does not exist'),
    );
    expect(await call('reader', 'GET', `/issues/${number}/labels`)).toMatchObject({
      body: [{ name: 'bug' }],
    });
    expect(await call('reader', 'GET', `/issues/${number}/events`)).toMatchObject({
      body: [
        { event: 'labeled', label: { name: 'patchplane' } },
        { event: 'labeled', label: { name: 'bug' } },
        { event: 'unlabeled', label: { name: 'patchplane' } },
      ],
    });
  });

  it('can be replaced and cleared', async () => {
    const path = `/issues/${number}/labels`;
    await call('issues', 'POST', path, { labels: ['patchplane:running', 'bug'] });
    expect(await call('issues', 'PUT', path, { labels: ['bug', 'done'] })).toMatchObject({
      body: [{ name: 'bug' }, { name: 'done' }],
    });
    expect((await call('issues', 'DELETE', path)).status).toBe(204);
    expect((await call('issues', 'GET', path)).body).toEqual([]);
  });

  it('with a name in a path are the label of that name', async () => {
    const labels = ['patchplane:needs-approval', 'a/b'];
    await call('issues', 'POST', `/issues/${number}/labels`, { labels });
    for (const name of labels) {
      const path = `/issues/${number}/labels/${encodeURIComponent(name)}`;
      expect((await call('issues', 'DELETE', path)).status).toBe(200);
    }
  });
});

describe('comments', () => {
  it('show when they were edited, and are gone when deleted', async () => {
    const made = await call('issues', 'POST', `/issues/${number}/comments`, { body: 'one' });
    const { id } = Id.parse(made.body);
    const edited = await call('issues', 'PATCH', `/issues/comments/${id}`, { body: 'two' });
    const read = await call('reader', 'GET', `/issues/comments/${id}`);
    const before = Dated.parse(made.body);
    const after = Dated.parse(read.body);

    expect(edited.body).toEqual(read.body);
    expect(read.body).toMatchObject({ body: 'two', user: { login: 'github-actions[bot]' } });
    expect(after.created_at).toBe(before.created_at);
    expect(after.updated_at > after.created_at).toBe(true);

    expect((await call('issues', 'DELETE', `/issues/comments/${id}`)).status).toBe(204);
    expect(await call('reader', 'GET', `/issues/comments/${id}`)).toEqual(
      refusal(404, 'Not Found'),
    );
  });

  it('of the whole repository come by age or by change, from a time on', async () => {
    const { github } = fixture;
    for (const body of ['first', 'second', 'third']) github.comment(number, 'sam-reports', body);
    const own = github.state().comments.filter(({ issue }) => issue === number);
    github.editComment(own[0]?.id ?? 0, 'sam-reports', 'first, edited');
    const bodies = async (query: string) => {
      const { body } = await call('reader', 'GET', `/issues/comments?per_page=100&${query}`);
      const Comments = z.array(z.looseObject({ body: z.string(), issue_url: z.string() }));
      return Comments.parse(body)
        .filter(({ issue_url: url }) => url.endsWith(`/${number}`))
        .map((comment) => comment.body);
    };

    expect(await bodies('')).toEqual(['first, edited', 'second', 'third']);
    expect(await bodies('direction=desc')).toEqual(['first, edited', 'second', 'third']);
    expect(await bodies('sort=created&direction=desc')).toEqual([
      'third',
      'second',
      'first, edited',
    ]);
    expect((await bodies('sort=updated&direction=desc'))[0]).toBe('first, edited');
    const edited = github.state().comments.find(({ body }) => body === 'first, edited');
    expect(await bodies(`since=${edited?.updatedAt}`)).toEqual(['first, edited']);
    expect(await bodies('since=2099-01-01T00:00:00Z')).toEqual([]);
  });

  it('come in pages that say where the next one is', async () => {
    for (let count = 0; count < 5; count += 1)
      fixture.github.comment(number, 'sam-reports', `comment ${count}`);
    const first = await call('reader', 'GET', `/issues/${number}/comments?per_page=2`);
    const last = await call('reader', 'GET', `/issues/${number}/comments?per_page=2&page=3`);

    expect(first.body).toHaveLength(2);
    expect(first.link).toMatch(/[?&]page=2>; rel="next", <[^>]+[?&]page=3>; rel="last"/);
    expect(last.body).toHaveLength(1);
    expect(last.link).toMatch(/[?&]page=2>; rel="prev"/);
    expect(last.link).not.toMatch(/rel="next"/);
  });
});

it('takes a reaction to a comment once per account', async () => {
  fixture.github.comment(number, 'sam-reports', '/patchplane fix');
  const id = fixture.github.state().comments.at(-1)?.id;
  const path = `/issues/comments/${id}/reactions`;
  expect((await call('issues', 'POST', path, { content: 'eyes' })).status).toBe(201);
  expect((await call('issues', 'POST', path, { content: 'eyes' })).status).toBe(200);
  expect((await call('issues', 'POST', path, { content: 'shrug' })).status).toBe(422);
  expect((await call('reader', 'GET', path)).body).toMatchObject([{ content: 'eyes' }]);
});

it.each([
  ['reader', 'POST', '/issues/1/labels', 403],
  ['reader', 'DELETE', '/issues/1/labels/x', 403],
  ['reader', 'POST', '/issues/1/comments', 403],
  ['reader', 'PATCH', '/issues/comments/1', 403],
  ['reader', 'DELETE', '/issues/comments/1', 403],
  ['reader', 'POST', '/issues/comments/1/reactions', 403],
  ['checks', 'GET', '/issues/comments', 403],
  ['checks', 'GET', '/issues/1/labels', 403],
])('%s: %s %s is %i', async (token, method, path, status) => {
  const body = ['POST', 'PATCH'].includes(method) ? {} : undefined;
  expect(await call(token, method, path, body)).toEqual(
    refusal(status, 'Resource not accessible by integration'),
  );
});

it('journals every request in the order in which it came, with its token', async () => {
  const before = fixture.github.exchanges().length;
  fixture.github.injectFault({ path: /issues\/1$/, times: 1, delayMs: 30 });
  await Promise.all([
    call('issues', 'POST', `/issues/${number}/reactions`, { content: 'eyes' }),
    call('reader', 'GET', `/issues/${number}/labels`),
  ]);
  await call('checks', 'GET', `/issues/${number}`);

  const exchanges = fixture.github.exchanges().slice(before);
  expect(exchanges.map(({ method, token, status }) => [method, token, status]).toSorted()).toEqual([
    ['GET', 'checks', 403],
    ['GET', 'reader', 200],
    ['POST', 'issues', 201],
  ]);
  expect(exchanges.at(-1)).toMatchObject({ path: `/repos/acme/pagination/issues/${number}` });
  expect(exchanges.map(({ at }) => at)).toEqual(exchanges.map(({ at }) => at).toSorted());
});

it('describes itself as GitHub does, in every exchange above', () => {
  expect(undescribed(fixture)).toEqual([]);
});
