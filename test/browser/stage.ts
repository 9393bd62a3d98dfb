import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { LedgerHouseOptions } from '../approval-app/ledger-house.ts';
import { openWindow, startChromium } from './chromium.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';

/** What the stories of one file play on. */
export interface Stage {
  readonly house: PagesHouse;
  readonly browser: Browser;
  /** Somebody with this role, in a window of their own, at an address of the app. */
  at(role: string, path: string): Promise<Page>;
}

/** The first who needs the pages builds them, on a loaded machine for minutes. */
const buildTimeout = 600_000;

/** Opens pages and a browser before the stories of a file, and closes every window after each. */
export function openStage(options: LedgerHouseOptions = {}): Stage {
  let opened: { readonly house: PagesHouse; readonly browser: Browser } | undefined;
  const there = () => {
    if (!opened) throw new Error('the stage opens before the first test');
    return opened;
  };
  beforeAll(async () => {
    const [house, browser] = await Promise.all([startPagesHouse(options), startChromium()]);
    opened = { house, browser };
  }, buildTimeout);
  afterEach(async () => {
    for (const window of opened?.browser.contexts() ?? []) await window.close();
  });
  afterAll(async () => {
    await opened?.browser.close();
    await opened?.house.close();
  });
  return {
    get house() {
      return there().house;
    },
    get browser() {
      return there().browser;
    },
    at: async (role, path) => {
      const { house, browser } = there();
      return await house.signIn(await openWindow(browser), role, path);
    },
  };
}
