import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type EntryPoint, entryPoints } from '../../approval-app/server/entry-points.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import {
  cronSecret,
  type PagesHouse,
  startPagesHouse,
  webhookSecret,
} from '../browser/pages-house.ts';
import { type SeededRun, seedRun } from '../browser/seed-run.ts';

/** The app as it is built and served: whatever somebody sends to one of its doors. */
describe('C13 C12 [SEC-21] the doors of the built app', () => {
  let house: PagesHouse;
  let run: SeededRun;
  let cookie: string;
  let origin: string;
  let setCookies: readonly string[];
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("/")</script></svg>';

  beforeAll(async () => {
    house = await startPagesHouse();
    run = await seedRun(house, { extra: [['screenshot', 'verify/lie', svg, 'image/svg+xml']] });
    origin = new URL(house.url).origin;
    setCookies = await signIn('reviewer@acme.test');
    cookie = cookiesOf(setCookies);
    // The first of all browser tests builds the pages.
  }, 600_000);
  afterAll(async () => await house?.close());

  const ask = async (path: string, init: RequestInit = {}) =>
    await fetch(new URL(path, house.url), { redirect: 'manual', ...init });

  /** As a browser does it, without drawing anything. */
  async function signIn(email: string, path = '/login'): Promise<readonly string[]> {
    const begun = await ask(path);
    const authorize = new URL(begun.headers.get('location') ?? '');
    authorize.searchParams.set('login_hint', email);
    const back = await fetch(authorize, { redirect: 'manual' });
    const callback = back.headers.get('location') ?? '';
    const verifier = cookiesOf(begun.headers.getSetCookie());
    const done = await fetch(callback, { redirect: 'manual', headers: { cookie: verifier } });
    landedAt = done.headers.get('location') ?? '';
    return done.headers.getSetCookie();
  }
  let landedAt = '';

  const addressOf = (path: string) =>
    path.replace(':id', run.runId).replace(':sha256', run.log).replace(':path', 'grants');

  /** With nothing in hand but the right origin. */
  async function knock(name: string): Promise<Response> {
    const [method = 'GET', path = ''] = name.replace(/^page/, 'GET').split(' ');
    const headers = { origin, 'content-type': 'application/json' };
    const body = method === 'POST' ? { body: '{}' } : {};
    return await ask(addressOf(path), { method, headers, ...body });
  }

  it('every answer has the headers of its kind: pages, data, refusals, redirects, errors', async () => {
    const me = { headers: { cookie } };
    const answers = await Promise.all([
      ask('/', me),
      ask('/nowhere', me),
      ask('/'),
      ask('/api/nowhere'),
      ask('/', { method: 'POST', headers: { cookie } }),
      ask('/', { method: 'OPTIONS', headers: { cookie } }),
      ask(`/api/runs/${run.runId}/decision`, me),
      ask('/login'),
      ask('/callback?code=made&state=up'),
      ask('/callback?error=access_denied&error_description=<script>'),
      ask('/signed-out?because=<script>alert(1)</script>'),
      ask('/_next/static/nothing.js'),
      ask('/icon.svg'),
      ask('/icon.svgx'),
      ask('/healthz'),
      ask('/readyz'),
      ask('/healthz', { method: 'POST' }),
      ask('/api/github/webhooks'),
      ask('/api/github/webhooks', { method: 'POST', body: '{}' }),
      ask('/api/maintenance'),
      ask('/api/model/grants', { method: 'POST', body: '{}' }),
    ]);

    for (const answer of answers) {
      const { headers, status, url } = answer;
      expect(headers.get('x-content-type-options'), url).toBe('nosniff');
      expect(headers.get('x-frame-options'), url).toBe('DENY');
      expect(headers.get('strict-transport-security'), url).toContain('max-age=');
      expect(headers.get('x-powered-by'), url).toBeNull();
      expect(headers.get('access-control-allow-origin'), url).toBeNull();
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, url).toContain("default-src 'none'");
      expect(policy, url).toContain("frame-ancestors 'none'");
      expect(policy.includes("script-src 'self' 'unsafe"), url).toBe(false);
      if (/^\/(api|healthz|readyz)/.test(new URL(url).pathname))
        expect(policy, url).toContain('sandbox');
      expect([500, 502], url).not.toContain(status);
      const body = await answer.text();
      expect(body, url).not.toMatch(/at \w+ \(|node_modules|<script>alert/);
    }
  });

  it('no door opens without its proof', async () => {
    for (const point of entryPoints) {
      const { name, proof } = point;
      if (name.startsWith('action ') || proof === 'none') continue;
      const answer = await knock(name);
      const location = answer.headers.get('location');
      if (proof === 'login') expect(location, name).toContain('because=login');
      else if (isOfBrowsers(point)) expect(location, name).toContain('/user_management/authorize');
      else expect([400, 401, 404], name).toContain(answer.status);
    }
  });

  it.each([
    ['of another site', { origin: 'https://evil.test' }],
    ['of a neighbour', { origin: 'https://app.evil.test', 'sec-fetch-site': 'same-site' }],
    ['that its browser calls foreign', { 'sec-fetch-site': 'cross-site' }],
    ['that does not say where it is from', { origin: '' }],
    ['of a page without an origin', { origin: 'null' }],
  ])('a request %s changes nothing at any door, though the cookie is there', async (_, from) => {
    const doors = entryPoints.filter(({ changes, name }) => changes && name.startsWith('POST '));
    const pages = ['/', '/settings', '/new', `/runs/${run.runId}`];

    for (const path of [...doors.map(({ name }) => addressOf(name.slice(5))), ...pages]) {
      const headers: Record<string, string> = { cookie, origin, ...from };
      if (headers['origin'] === '') delete headers['origin'];
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
        const answer = await ask(path, {
          method: 'POST',
          headers: { ...headers, 'content-type': type },
          body: '{}',
        });
        expect(answer.status, path).toBe(403);
      }
    }
    expect(await stateOf(run.runId)).toBe('awaiting-decision');
  });

  it('cookies are for this server only, and a login returns to this app only', async () => {
    expect(setCookies.length).toBeGreaterThan(0);
    for (const each of setCookies) {
      expect(each).toMatch(/; HttpOnly/i);
      expect(each).toMatch(/; SameSite=(Lax|Strict)/i);
      expect(each).not.toMatch(/Domain=(?!;|$)/i);
    }
    for (const path of [
      '//evil.test',
      '/\\evil.test',
      '/%09/evil.test',
      'https://evil.test',
      '@evil.test',
      '/.//evil.test',
      '/a\r\nset-cookie: x=1',
    ]) {
      await signIn('reviewer@acme.test', `/login?return=${encodeURIComponent(path)}`);
      expect(new URL(landedAt, house.url).origin, path).toBe(origin);
    }
    await signIn('reviewer@acme.test', `/login?return=/runs/${run.runId}`);
    expect(new URL(landedAt, house.url).pathname).toBe(`/runs/${run.runId}`);
  });

  it('evidence is a file to keep, for who may see its run; active content is never drawn', async () => {
    const path = (sha256: string, id = run.runId) => `/api/runs/${id}/artifacts/${sha256}`;
    const svgSha = sha256Hex(new TextEncoder().encode(svg));
    const foreign = await signIn('stranger@other.test').catch(() => []);
    const stranger = cookiesOf(foreign);

    const mine = await ask(path(svgSha), { headers: { cookie } });
    const link = new URL(mine.headers.get('location') ?? '');
    const stored = await fetch(link);
    const drawn = await ask(`/api/runs/${run.runId}/evidence/${svgSha}/picture`, {
      headers: { cookie },
    });
    const refused = await Promise.all(
      [
        path(sha256Hex('not of this run')),
        path(run.log, `run-${'0'.repeat(16)}`),
        path('..%2f..%2fsecret'),
        path('%00'),
        path(run.log.toUpperCase()),
      ].map(async (each) => (await ask(each, { headers: { cookie } })).status),
    );

    expect(mine.status).toBe(303);
    expect(mine.headers.get('content-security-policy')).toContain('sandbox');
    expect(mine.headers.get('cache-control')).toContain('no-store');
    expect(Number(link.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(60);
    expect(stored.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(drawn.status).toBe(415);
    for (const status of refused) expect([400, 404]).toContain(status);
    expect((await ask(path(run.log), { headers: { cookie: stranger } })).status).toBe(401);
  });

  it('[GHB-02] a webhook is taken as large as GitHub sends it, and no larger', async () => {
    const largest = 25 * 1024 * 1024;
    const deliver = async (bytes: number) => {
      const body = `{"zen":"${'x'.repeat(bytes - 10)}"}`;
      return await ask('/api/github/webhooks', {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-delivery': `size-${bytes}`,
          'x-github-event': 'ping',
          'x-hub-signature-256': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
        },
      });
    };

    expect((await deliver(largest)).status).toBe(202);
    expect((await deliver(largest + 1)).status).toBe(413);
  });

  it('a link to an installation connects nothing, whoever is lured to it; only what began here does', async () => {
    const owner = cookiesOf(await signIn('owner@acme.test'));
    const open = async (path: string) => await ask(path, { headers: { cookie: owner } });
    const isRead = () => house.github.asked.some(({ path }) => path === '/app/installations/77');
    house.github.answers.set('GET /app', { html_url: 'https://github.test/apps/patchplane' });

    for (const query of ['', '&state=', '&state=made-up', '&setup_action=update']) {
      const lured = await open(`/github/setup?installation_id=77${query}`);
      expect(lured.headers.get('location'), query).toMatch(/\/settings\?installation=not-begun$/);
    }
    expect(isRead()).toBe(false);
    const told = await (await open('/settings?installation=not-begun')).text();
    expect(told).toContain('was not begun here in this session');
    expect(told).toContain('href="/github/install"');

    const begun = new URL((await open('/github/install')).headers.get('location') ?? '');
    const state = begun.searchParams.get('state') ?? '';
    await open(`/github/setup?${new URLSearchParams({ installation_id: '77', state })}`);
    expect(begun.href).toMatch(
      /^https:\/\/github\.test\/apps\/patchplane\/installations\/new\?state=/,
    );
    expect(isRead()).toBe(true);
  });

  it('the cron is known by its secret', async () => {
    const answer = await ask('/api/maintenance', {
      headers: { authorization: `Bearer ${cronSecret}` },
    });

    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });

  async function stateOf(runId: string): Promise<unknown> {
    const person = ledgerClient(house, await house.people.mintAccessToken('user_viewer'));
    return Object(await person.query('page:view', { runId })).run.state;
  }
});

/** Somebody without a session is sent to sign in there, not told in words. */
function isOfBrowsers({ name, proof }: EntryPoint): boolean {
  return proof === 'session' && !name.includes(' /api/');
}

function cookiesOf(setCookies: readonly string[]): string {
  return setCookies
    .map((each) => each.split(';')[0] ?? '')
    .filter((each) => !each.endsWith('='))
    .join('; ');
}
