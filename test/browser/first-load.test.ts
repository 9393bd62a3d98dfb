import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPages } from '../../approval-app/embedded/build-pages.ts';
import { openWindow, startChromium } from './chromium.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';
import { scriptBytes } from './script-bytes.ts';
import { seedRun } from './seed-run.ts';

/** Before the diff viewer, which a page loads on its own. */
const mostBytes = 250 * 1024;

describe('what a browser is given', () => {
  let house: PagesHouse;
  let browser: Browser;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('[PKG-07] [SEC-09] [SEC-11] [SEC-12] no agent, no sandbox, no server SDK and no key is in any script', async () => {
    const folder = join(await buildPages(), 'approval-app', '.next', 'static', 'chunks');
    const scripts = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.js'));
    const all = scripts.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');

    // The check can see what it looks for: this is ours, and is there.
    expect(all).toContain('These are other bytes');
    for (const foreign of [
      'pi-coding-agent',
      '@daytonaio',
      'WORKOS_API_KEY',
      'api.workos.com',
      'PATCHPLANE_SERVER_KEY',
      'GITHUB_PRIVATE_KEY',
      'octokit/auth-app',
      '/access_tokens',
    ])
      expect(all).not.toContain(foreign);
  });

  it.each(['/', '', '/tests'])('the first load of %s is at most 250 KB of script', async (path) => {
    const { runId } = await seedRun(house);
    const window = await openWindow(browser);
    const page = await house.signIn(window, 'reviewer', '/organisations');

    const at = new URL(path === '/' ? path : `/runs/${runId}${path}`, house.url).href;
    const { first, viewer } = await scriptBytes(page, at);

    expect(first).toBeGreaterThan(20 * 1024);
    expect(first).toBeLessThanOrEqual(mostBytes);
    // Only changes are drawn by the viewer, and it is seen to come on its own.
    if (path === '') expect(viewer).toBeGreaterThan(20 * 1024);
    else expect(first + viewer).toBeLessThanOrEqual(mostBytes);
  });
});
