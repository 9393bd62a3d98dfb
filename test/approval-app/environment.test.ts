import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newServerKey, newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { problemLines, readEnvironment } from '../../approval-app/server/environment.ts';

const rsa = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;

const good = {
  PATCHPLANE_APP_URL: 'https://app.example',
  CONVEX_URL: 'https://ledger.example',
  PATCHPLANE_OIDC_AUDIENCE: 'patchplane',
  PATCHPLANE_SERVER_KEY: newServerKey(),
  PATCHPLANE_SIGNING_KEY: newSigningKey().replaceAll('\n', '\\n'),
  WORKOS_CLIENT_ID: 'client_1',
  WORKOS_API_KEY: 'sk_1',
  WORKOS_COOKIE_PASSWORD: 'p'.repeat(32),
  GITHUB_APP_ID: '17',
  GITHUB_PRIVATE_KEY: rsa,
  CLOUDFLARE_R2_ENDPOINT: 'https://evidence.example',
  CLOUDFLARE_R2_BUCKET: 'evidence',
  CLOUDFLARE_R2_ACCESS_KEY_ID: 'id',
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: 'secret',
};
const problemsOf = (environment: Readonly<Record<string, string>>) => {
  const read = readEnvironment(environment);
  return 'problems' in read ? read.problems : [];
};

describe('[CFG-06] [CFG-07] [CFG-08] the environment of the approval app', () => {
  it('is taken where it is whole; what is empty counts as missing', () => {
    expect(problemsOf({ ...good, CRON_SECRET: '', POSTHOG_KEY: '' })).toEqual([]);
    expect(problemsOf({ ...good, CONVEX_URL: '' })).toMatchObject([
      { variable: 'CONVEX_URL', reason: 'is missing' },
    ]);
  });

  it('every problem is told at once: field, reason, fix', () => {
    const problems = problemsOf({});

    expect(problems.map(({ variable }) => variable)).toEqual(Object.keys(good));
    for (const { reason, fix } of problems) {
      expect(reason).toBe('is missing');
      expect(fix.length).toBeGreaterThan(10);
    }
  });

  it.each([
    ['PATCHPLANE_APP_URL', 'http://app.example', 'plain https address'],
    ['PATCHPLANE_APP_URL', 'https://app.example/under/a/path', 'plain https address'],
    ['CONVEX_URL', 'ftp://ledger.example', 'http or https'],
    ['PATCHPLANE_SERVER_KEY', newSigningKey(), 'P-256'],
    ['PATCHPLANE_SIGNING_KEY', newServerKey(), 'Ed25519'],
    ['PATCHPLANE_SIGNING_KEY', '-----BEGIN PRIVATE KEY-----\nbroken', 'Ed25519'],
    ['GITHUB_PRIVATE_KEY', newServerKey(), 'RSA'],
    ['GITHUB_APP_ID', 'patchplane', 'number'],
    ['WORKOS_COOKIE_PASSWORD', 'short-sentinel', '32 characters'],
    ['WORKOS_REDIRECT_URI', 'https://other.example/callback', '/callback of PATCHPLANE_APP_URL'],
    ['WORKOS_REDIRECT_URI', 'https://app.example/', '/callback of PATCHPLANE_APP_URL'],
    ['GITHUB_WEBHOOK_SECRET', 'short-sentinel', '16 characters'],
    ['WORKOS_WEBHOOK_SECRET', 'short-sentinel', '16 characters'],
    ['CRON_SECRET', 'short-sentinel', '16 characters'],
  ])('%s is refused with its reason and fix, and no value is told', (name, value, reason) => {
    const problems = problemsOf({ ...good, [name]: value });

    expect(problems).toMatchObject([
      { variable: name, reason: expect.stringContaining(reason), fix: expect.stringMatching(/\w/) },
    ]);
    expect(problemLines(problems).join()).not.toContain(value);
  });

  it('people come back to the address that WorkOS is told as well', () => {
    const WORKOS_REDIRECT_URI = 'https://app.example/callback';

    expect(problemsOf({ ...good, WORKOS_REDIRECT_URI })).toEqual([]);
  });

  it('http will do on loopback only', () => {
    expect(problemsOf({ ...good, PATCHPLANE_APP_URL: 'http://127.0.0.1:3000' })).toEqual([]);
  });
});
