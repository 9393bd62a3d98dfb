import type { Page } from 'playwright-core';

/** The tab goes into the background. Chromium without a head calls every page visible, so it is told. */
export async function lookAway(page: Page): Promise<void> {
  await becomes(page, 'hidden');
}

/** Somebody looks at this tab again. */
export async function lookAt(page: Page): Promise<void> {
  await becomes(page, 'visible');
}

async function becomes(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: '${state}' });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
}
