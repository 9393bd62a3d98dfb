import type { Page } from 'playwright-core';

/** One thing that a page said, and when (milliseconds since the epoch). */
export interface Said {
  readonly words: string;
  readonly at: number;
}

/** Notes everything that this page says of where the run stands, from now on. */
export async function watchState(page: Page): Promise<() => Promise<readonly Said[]>> {
  return await watchWords(page, '[data-testid=state]');
}

/** The same of any place on a page, without touching it. */
export async function watchWords(
  page: Page,
  selector: string,
): Promise<() => Promise<readonly Said[]>> {
  await page.evaluate(`
    window.said = [];
    const look = () => {
      const words = document.querySelector(${JSON.stringify(selector)})?.textContent ?? '';
      if (window.said.at(-1)?.words !== words) window.said.push({ words, at: Date.now() });
    };
    look();
    new MutationObserver(look).observe(document.body, {
      childList: true, subtree: true, characterData: true,
    });
  `);
  return async () => await page.evaluate<readonly Said[]>('window.said');
}
