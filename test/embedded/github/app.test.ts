import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub, tokens } from './github-fixture.ts';

let fixture: GitHubFixture;
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const permissions = { contents: 'write', pull_requests: 'write', checks: 'write' } as const;

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    tokens,
    apps: [
      {
        slug: 'patchplane',
        id: 4_242,
        installationId: 515_151,
        publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        permissions,
      },
    ],
  });
});

afterAll(async () => {
  await fixture.stop();
});

const call = (token: string, method: string, path: string, body?: unknown) =>
  callWith(fixture, token, method, path, body);
const exchange = '/app/installations/515151/access_tokens';
const Token = z.looseObject({ token: z.string(), expires_at: z.string() });

interface Claims {
  readonly issuer?: string;
  readonly issuedAt?: number;
  readonly seconds?: number;
  readonly key?: KeyObject;
}

function jwt({ issuer = '4242', issuedAt = now(), seconds = 540, key }: Claims = {}) {
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(key ?? keys.privateKey);
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}

describe('an installation token', () => {
  it('is for the repository and with the permissions that were asked for, until revoked', async () => {
    const issued = await call(await jwt(), 'POST', exchange, {
      repository_ids: [814_523_001],
      permissions: { checks: 'write', contents: 'read' },
    });
    const { token, expires_at: expires } = Token.parse(issued.body);
    expect(issued).toMatchObject({
      status: 201,
      body: {
        repository_selection: 'selected',
        repositories: [{ id: 814_523_001 }],
        permissions: { checks: 'write', contents: 'read', metadata: 'read' },
      },
    });
    expect(Date.parse(expires) - Date.now()).toBeGreaterThan(3_500_000);

    const check = { name: 'PatchPlane', head_sha: fixture.start.commit };
    expect(await call(token, 'POST', '/check-runs', check)).toMatchObject({
      status: 201,
      body: { app: { id: 4_242, slug: 'patchplane' } },
    });
    expect(await call(token, 'POST', '/git/blobs', { content: 'x' })).toEqual(
      refusal(403, 'Resource not accessible by integration'),
    );

    expect((await call(token, 'DELETE', '/installation/token')).status).toBe(204);
    expect(await call(token, 'GET', '')).toEqual(refusal(401, 'Bad credentials'));
    expect(fixture.github.issuedTokens()).toMatchObject([
      { token, app: 'patchplane', revoked: true, repositoryIds: [814_523_001] },
    ]);
  });

  it('has everything of the installation unless less is asked for', async () => {
    const issued = await call(await jwt(), 'POST', exchange);
    expect(issued).toMatchObject({
      status: 201,
      body: { repository_selection: 'all', permissions },
    });
  });

  it.each([
    [{ permissions: { administration: 'write' } }, /permissions requested are not granted/],
    [{ permissions: { issues: 'read' } }, /permissions requested are not granted/],
    [{ repository_ids: [1] }, /repository that does not exist/],
    [{ repositories: ['other'] }, /repository that does not exist/],
  ])('is not given for %j', async (body, message) => {
    expect(await call(await jwt(), 'POST', exchange, body)).toEqual(refusal(422, message));
  });

  it('is not given for another installation', async () => {
    const path = '/app/installations/1/access_tokens';
    expect(await call(await jwt(), 'POST', path)).toEqual(refusal(404, 'Not Found'));
  });

  it('is not a person’s to revoke', async () => {
    expect((await call('token-mia', 'DELETE', '/installation/token')).status).toBe(403);
  });
});

describe('the App as itself', () => {
  it('knows itself and its installation', async () => {
    expect(await call(await jwt(), 'GET', '/app')).toMatchObject({
      body: { id: 4_242, slug: 'patchplane', permissions },
    });
    expect(
      await call(await jwt({ issuer: 'Iv1.4242' }), 'GET', '/repos/acme/pagination/installation'),
    ).toMatchObject({ body: { id: 515_151, app_id: 4_242, account: { login: 'acme' } } });
  });

  it.each<[string, () => Promise<string> | string, RegExp]>([
    [
      'another key',
      () => jwt({ key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }),
      /could not be decoded/,
    ],
    ['another App', () => jwt({ issuer: '1' }), /could not be decoded/],
    ['a time that is over', () => jwt({ issuedAt: now() - 3_600 }), /expires/],
    ['an hour', () => jwt({ seconds: 3_600 }), /too far in the future/],
    ['no JSON web token', () => 'token-publish', /could not be decoded/],
  ])('is not let in with %s', async (_, token, message) => {
    expect(await call(await token(), 'POST', exchange)).toEqual(refusal(401, message));
    expect((await call(await token(), 'GET', '/app')).status).toBe(401);
  });

  it('has no other business with its own token', async () => {
    expect(await call(await jwt(), 'GET', '')).toEqual(refusal(401, 'Bad credentials'));
  });
});

it('describes itself as GitHub does, in every exchange above', () => {
  expect(undescribed(fixture)).toEqual([]);
});
