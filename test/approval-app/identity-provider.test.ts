import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  type IdentityProvider,
  startIdentityProvider,
} from '../../approval-app/embedded/identity-provider.ts';

const redirectUri = 'http://127.0.0.1:9/callback';
const verifier = 'v'.repeat(43);
const clientId = 'client_test';
const clientSecret = 'sk_test';

const Answer = z.looseObject({ access_token: z.string(), refresh_token: z.string() });
const Claims = z.looseObject({ auth_time: z.number() });

describe('local identity provider', () => {
  let provider: IdentityProvider;

  beforeAll(async () => {
    const user = (name: string) => ({
      id: `user_${name}`,
      email: `${name}@acme.test`,
      firstName: name,
      lastName: 'Acme',
    });
    const membership = (name: string, status: 'active' | 'inactive') =>
      ({
        id: `om_${name}`,
        userId: `user_${name}`,
        organizationId: 'org_acme',
        role: 'reviewer',
        status,
      }) as const;
    provider = await startIdentityProvider({
      clientId,
      clientSecret,
      users: [user('rae'), user('left')],
      memberships: [membership('rae', 'active'), membership('left', 'inactive')],
    });
    provider.allowRedirect(redirectUri);
  });
  afterAll(async () => await provider.close());

  async function authorize(change: Record<string, string> = {}): Promise<Response> {
    const url = new URL('/user_management/authorize', provider.apiUrl);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      state: 's',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...change,
    }).toString();
    return await fetch(url, { redirect: 'manual' });
  }
  async function codeFor(change: Record<string, string> = {}): Promise<string> {
    const location = (await authorize(change)).headers.get('location') ?? '';
    return new URL(location).searchParams.get('code') ?? '';
  }
  async function authenticate(change: Record<string, string> = {}): Promise<Response> {
    return await fetch(new URL('/user_management/authenticate', provider.apiUrl), {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: clientSecret,
        code_verifier: verifier,
        code: change['code'] ?? (await codeFor()),
        ...change,
      }),
    });
  }

  it('[SUC-03] signs the local user in to the organisation', async () => {
    const answer = await authenticate();

    expect(await answer.json()).toMatchObject({
      user: { id: 'user_rae' },
      organization_id: 'org_acme',
      access_token: expect.stringMatching(/^ey/),
    });
  });

  it.each([
    ['another client', { client_id: 'client_evil' }],
    ['a wrong secret', { client_secret: 'guess' }],
    ['a wrong verifier', { code_verifier: 'w'.repeat(43) }],
    ['a made-up code', { code: 'made-up' }],
  ])('gives no token for %s', async (_, change) => {
    expect((await authenticate(change)).ok).toBe(false);
  });

  it('a code works once', async () => {
    const code = await codeFor();

    expect((await authenticate({ code })).status).toBe(200);
    expect((await authenticate({ code })).status).toBe(400);
  });

  it.each([
    ['an unknown redirect', { redirect_uri: 'https://evil.test/' }],
    ['no challenge', { code_challenge: '' }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['an unknown user', { login_hint: 'nobody@acme.test' }],
  ])('sends nobody anywhere for %s', async (_, change) => {
    const answer = await authorize(change);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('location')).toBeNull();
  });

  it('a login that is remembered is good until a younger one is asked for', async () => {
    const loginOf = async (change: Record<string, string>) => {
      const answer = await authenticate({ code: await codeFor(change) });
      const { access_token: token } = Answer.parse(await answer.json());
      return Math.round(Date.now() / 1_000) - Claims.parse(decodeJwt(token)).auth_time;
    };
    provider.rememberLogin('user_rae', 30);

    expect(await loginOf({})).toBeGreaterThanOrEqual(30 * 60);
    expect(await loginOf({ max_age: '0' })).toBeLessThan(60);
    expect(await loginOf({})).toBeLessThan(60);
  });

  it('a refresh token that two processes exchange gives both the same for half a minute, and later nobody anything', async () => {
    const begun = Answer.parse(await (await authenticate()).json());
    const refresh = async (token: string) =>
      await authenticate({ grant_type: 'refresh_token', refresh_token: token });
    const began = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: began });
    try {
      const [one, other] = await Promise.all([
        refresh(begun.refresh_token),
        refresh(begun.refresh_token),
      ]);
      const renewed = Answer.parse(await one.json());
      expect(renewed.refresh_token).not.toBe(begun.refresh_token);
      expect(await other.json()).toMatchObject(renewed);

      vi.setSystemTime(began + 29_999);
      expect(await (await refresh(begun.refresh_token)).json()).toMatchObject(renewed);
      vi.setSystemTime(began + 30_000);
      expect((await refresh(begun.refresh_token)).status).toBe(400);
      expect((await refresh(renewed.refresh_token)).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  it('a member who left gets no token', async () => {
    const code = await codeFor({ login_hint: 'left@acme.test' });

    expect((await authenticate({ code })).status).toBe(403);
  });

  it('lists memberships for the key only', async () => {
    const url = new URL('/user_management/organization_memberships', provider.apiUrl);
    const asked = async (key: string) =>
      await fetch(url, { headers: { authorization: `Bearer ${key}` } });

    expect((await asked('guess')).status).toBe(401);
    expect(await (await asked(clientSecret)).json()).toMatchObject({
      data: [{ user_id: 'user_rae', status: 'active' }, { status: 'inactive' }],
    });
  });
});
