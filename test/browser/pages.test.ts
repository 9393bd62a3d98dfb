import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desktop, type Looks, openWindow, phone, startChromium } from './chromium.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';
import { type SeededRun, seedRun } from './seed-run.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'docs', 'screenshots');

const looks: Readonly<Record<string, Looks>> = {
  light: desktop,
  dark: { ...desktop, scheme: 'dark' },
  phone,
};

const pages: readonly (readonly [name: string, path: (run: SeededRun) => string])[] = [
  ['inbox', () => '/'],
  ['new', () => '/new'],
  ['settings', () => '/settings'],
  ['organisations', () => '/organisations'],
  ['changes', ({ runId }) => `/runs/${runId}`],
  ['tests', ({ runId }) => `/runs/${runId}/tests`],
  ['findings', ({ runId }) => `/runs/${runId}/findings`],
  ['timeline', ({ runId }) => `/runs/${runId}/timeline`],
  ['evidence', ({ runId }) => `/runs/${runId}/evidence`],
  ['proof', ({ runId }) => `/runs/${runId}/proof`],
  ['publication', ({ runId }) => `/runs/${runId}/publication`],
];

/** Every page, as people with other eyes, other colours and small screens have it. */
describe('every page', () => {
  let house: PagesHouse;
  let browser: Browser;
  let run: SeededRun;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
    await seedRun(house, { outcome: 'approve', findings: [] });
    run = await seedRun(house);
    mkdirSync(folder, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it.each(Object.keys(looks))(
    '[axe] has no violation, and its picture is taken: %s',
    async (name) => {
      const window = await openWindow(browser, looks[name] ?? desktop);
      const page = await house.signIn(window, 'owner');
      const complaints: string[] = [];
      const found: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      for (const [title, path] of pages) {
        await page.goto(new URL(path(run), house.url).href);
        await settle(page);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        const found = violations.map(({ id, nodes }) => `${title}: ${id} at ${nodes[0]?.target}`);
        expect(found).toEqual([]);
        const file = join(folder, `${title}-${name}.png`);
        await page.screenshot({ path: file });
        expect(statSync(file).size).toBeLessThan(150_000);
      }
      expect(found).toEqual([]);
      // The content policy was never in the way of the page's own code.
      expect(complaints).toEqual([]);
      await window.close();
    },
  );
});

async function settle(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor();
  // The stream of a live page never ends, so there is no idle network to wait for.
  await page.waitForTimeout(1_000);
}
