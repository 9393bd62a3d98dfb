import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { buildPages } from '../../approval-app/embedded/build-pages.ts';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { type Pages, startPages } from '../../approval-app/embedded/start-pages.ts';
import { audience, type LedgerHouse, startLedgerHouse } from '../approval-app/ledger-house.ts';
import { openWindow, startChromium } from '../browser/chromium.ts';
import { startWorkosEmulator, type WorkosEmulator } from './workos-emulator.ts';

/**
 * The login of the built approval app at WorkOS's own emulator, which nobody here wrote: login,
 * callback, session, organisations, a switch by refresh, logout, and a wrong API key. It proves the
 * flow and nothing about rights: the emulator lets in whoever asks. Those are proven at the strict
 * local provider, and by the ledger, which takes no token of the emulator's.
 */
export async function officialLogin(folder: string): Promise<void> {
  const built = await buildPages();
  const emulator = await startWorkosEmulator(folder);
  const [browser, ledger] = await Promise.all([startChromium(), startLedgerHouse()]);
  try {
    const known = await people(emulator);
    const pages = await pagesAt(emulator, ledger, built, emulator.apiKey);
    try {
      await signsInAndOut(emulator, pages, await openWindow(browser), known);
      await isNoSecondTime(pages, await openWindow(browser));
    } finally {
      await pages.close();
    }
    const strangers = await pagesAt(emulator, ledger, built, 'sk_of_somebody_else');
    try {
      await showsNothing(strangers, await openWindow(browser));
    } finally {
      await strangers.close();
    }
  } finally {
    await browser.close();
    await Promise.all([emulator.close(), ledger.close()]);
  }
}

const Made = z.looseObject({ id: z.string() });

interface Known {
  readonly userId: string;
  /** Of those that they are in; the emulator tells no names, so these are shown. */
  readonly organizations: readonly string[];
}

/** One person in two organisations, and once in a third. */
async function people({ call }: WorkosEmulator): Promise<Known> {
  const name = { first_name: 'Rae', last_name: 'Reviewer' };
  const user = { email: 'rae@acme.test', password: 'unused-here-1', ...name };
  const { id } = Made.parse(await call('POST', '/user_management/users', user));
  const organizations: string[] = [];
  for (const organization of ['Acme', 'Umbrella', 'Former']) {
    const made = Made.parse(await call('POST', '/organizations', { name: organization }));
    const path = '/user_management/organization_memberships';
    const member = { user_id: id, organization_id: made.id, role_slug: 'reviewer' };
    const membership = Made.parse(await call('POST', path, member));
    if (organization === 'Former') await call('PUT', `${path}/${membership.id}/deactivate`);
    else organizations.push(made.id);
  }
  return { userId: id, organizations: organizations.sort() };
}

async function signsInAndOut(
  emulator: WorkosEmulator,
  pages: Pages,
  window: BrowserContext,
  { userId, organizations }: Known,
): Promise<void> {
  const page = await window.newPage();
  await page.goto(`${pages.url}/organisations`);
  assert.equal(page.url(), `${pages.url}/organisations`, 'the way back leads to where one was');
  assert.deepEqual(await organisationsOn(page), organizations);
  assert.equal(await sessionsOf(emulator, userId), 1);

  // The token of the new organisation comes by a refresh of the session.
  await page.getByRole('button', { name: `Switch to ${organizations[1]}` }).click();
  await page.waitForURL(`${pages.url}/`);
  await page.goto(`${pages.url}/organisations`);
  const here = page.locator('li', { hasText: 'you are here' });
  assert.equal(await here.locator('strong').textContent(), organizations[1]);

  const logout = page.waitForRequest(/\/user_management\/sessions\/logout\?/);
  await page.getByRole('button', { name: 'Account of Rae Reviewer' }).click();
  await page.getByText('Sign out').click();
  const { searchParams } = new URL((await logout).url());
  assert.match(searchParams.get('session_id') ?? '', /^session_/);
  await page.waitForURL(`${pages.url}/signed-out`);
  const kept = (await window.cookies()).filter(({ value }) => value !== '');
  assert.deepEqual(
    kept.map(({ name }) => name).filter((name) => name === 'wos-session'),
    [],
  );
}

/** A callback works once, and in the browser that began it. */
async function isNoSecondTime(pages: Pages, window: BrowserContext): Promise<void> {
  const page = await window.newPage();
  const callback = page.waitForRequest(/\/callback\?/);
  await page.goto(`${pages.url}/organisations`);
  await page.goto((await callback).url());
  assert.equal(page.url(), `${pages.url}/signed-out?because=login`);
}

async function showsNothing(pages: Pages, window: BrowserContext): Promise<void> {
  const page = await window.newPage();
  await page.goto(`${pages.url}/organisations`);
  // The emulator asks for no key at a login; whatever is asked of its API after it is refused.
  assert.equal(page.url(), `${pages.url}/organisations`);
  await page.getByRole('heading', { name: 'This page can not be shown' }).waitFor();
  assert.deepEqual(await organisationsOn(page), []);
}

async function organisationsOn(page: Page): Promise<string[]> {
  return (await page.locator('main li strong').allTextContents()).sort();
}

async function sessionsOf({ call }: WorkosEmulator, userId: string): Promise<number> {
  const listed = await call('GET', `/user_management/users/${userId}/sessions`);
  return z.looseObject({ data: z.array(z.unknown()) }).parse(listed).data.length;
}

/**
 * The built app with WorkOS behind it, and the ledger, which it asks whether a session was ended; nothing
 * else is there.
 */
async function pagesAt(
  emulator: WorkosEmulator,
  ledger: LedgerHouse,
  built: string,
  apiKey: string,
): Promise<Pages> {
  const { hostname, port } = new URL(emulator.url);
  const nowhere = 'http://127.0.0.1:9';
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return await startPages({
    built,
    port: 0,
    env: {
      CONVEX_URL: ledger.host.url,
      WORKOS_CLIENT_ID: 'client_official',
      WORKOS_API_KEY: apiKey,
      WORKOS_API_URL: emulator.url,
      WORKOS_API_HOSTNAME: hostname,
      WORKOS_API_PORT: port,
      WORKOS_API_HTTPS: 'false',
      WORKOS_COOKIE_PASSWORD: 'only-for-tests-'.repeat(3),
      CLOUDFLARE_R2_ENDPOINT: nowhere,
      CLOUDFLARE_R2_BUCKET: 'evidence',
      CLOUDFLARE_R2_ACCESS_KEY_ID: 'nobody',
      CLOUDFLARE_R2_SECRET_ACCESS_KEY: 'nothing',
      GITHUB_API_URL: nowhere,
      GITHUB_APP_ID: '17',
      GITHUB_PRIVATE_KEY: privateKey,
      PATCHPLANE_SIGNING_KEY: newSigningKey(),
      PATCHPLANE_SERVER_KEY: ledger.serverKey,
      PATCHPLANE_OIDC_AUDIENCE: audience,
      GITHUB_WEBHOOK_SECRET: 'webhook-secret-of-tests',
      CRON_SECRET: 'cron-secret-of-tests',
    },
  });
}
