import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub, tokens, users } from './github-fixture.ts';

let fixture: GitHubFixture;

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    users: [...users, { login: 'renovate[bot]', id: 29_139_614, type: 'Bot', permission: 'none' }],
    tokens,
  });
});

afterAll(async () => {
  await fixture.stop();
});

const get = (path: string) => callWith(fixture, 'token-propose', 'GET', path);
const permission = async (login: string) =>
  get(`/collaborators/${encodeURIComponent(login)}/permission`);

describe('accounts', () => {
  it.each([
    ['mia-maintains', { login: 'mia-maintains', id: 31_415_926, type: 'User' }],
    ['MIA-Maintains', { login: 'mia-maintains' }],
    ['renovate[bot]', { id: 29_139_614, type: 'Bot' }],
    ['github-actions[bot]', { id: 41_898_282, type: 'Bot' }],
    ['patchplane[bot]', { type: 'Bot' }],
    ['acme', { type: 'Organization', id: 70_112_233 }],
  ])('%s is known with id and type', async (login, expected) => {
    expect(await get(`/users/${encodeURIComponent(login)}`)).toMatchObject({
      status: 200,
      body: expected,
    });
  });

  it('nobody else is there', async () => {
    expect(await get('/users/nobody-at-all')).toEqual(refusal(404, 'Not Found'));
  });
});

describe('permission on the repository', () => {
  it.each([
    ['ada-administers', 'admin', 'admin'],
    ['mia-maintains', 'write', 'maintain'],
    ['will-writes', 'write', 'write'],
    ['tim-triages', 'read', 'triage'],
    ['sam-reports', 'read', 'read'],
    ['eve-stranger', 'none', 'none'],
    ['renovate[bot]', 'none', 'none'],
    ['github-actions[bot]', 'none', 'none'],
  ])('of %s is %s, as %s', async (login, expected, role) => {
    expect(await permission(login)).toMatchObject({
      status: 200,
      body: { permission: expected, role_name: role, user: { login } },
    });
  });

  it('names the account by number too', async () => {
    expect(await permission('will-writes')).toMatchObject({ body: { user: { id: 11_223_344 } } });
  });

  it('is not given for somebody who does not exist', async () => {
    expect(await permission('nobody-at-all')).toEqual(refusal(404, 'nobody-at-all is not a user'));
  });

  it('of a stranger is to read where everybody may, of a bot still none', async () => {
    fixture.github.changeRepository({ private: false });
    expect(await permission('eve-stranger')).toMatchObject({ body: { permission: 'read' } });
    expect(await permission('renovate[bot]')).toMatchObject({ body: { permission: 'none' } });
    fixture.github.changeRepository({ private: true });
  });

  it('follows what becomes of people', async () => {
    const { github } = fixture;
    github.changeMember('will-writes', { permission: 'read' });
    expect(await permission('will-writes')).toMatchObject({ body: { permission: 'read' } });
    github.changeMember('will-writes', { login: 'will-renamed', permission: 'write' });
    expect(await permission('will-writes')).toEqual(refusal(404, 'is not a user'));
    expect(await permission('will-renamed')).toMatchObject({
      body: { permission: 'write', user: { id: 11_223_344 } },
    });
  });
});

it('tells each caller what it may do', async () => {
  const permissions = async (token: string) => {
    const response = await fixture.api(token, 'GET', '/repos/acme/pagination');
    return response.json();
  };
  expect(await permissions('token-propose')).toMatchObject({ permissions: { push: false } });
  expect(await permissions('token-publish')).toMatchObject({ permissions: { push: true } });
  expect(await permissions('token-mia')).toMatchObject({
    permissions: { admin: false, maintain: true, push: true, triage: true },
  });
});

it('describes itself as GitHub does, in every exchange above', () => {
  expect(undescribed(fixture)).toEqual([]);
});
