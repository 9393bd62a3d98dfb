import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { desktop } from '../browser/chromium.ts';

/** What a browser says about one load of a page; times are milliseconds since it set out. */
const Timing = z.object({
  /** https://web.dev/articles/ttfb */
  ttfb: z.number().positive(),
  fcp: z.number().positive(),
  /** https://web.dev/articles/lcp */
  lcp: z.number().positive(),
  /** Time over 50 ms of each long task after the first paint: https://web.dev/articles/tbt */
  tbt: z.number().nonnegative(),
  /** Sum of all shifts, which is never less than the worst window: https://web.dev/articles/cls */
  cls: z.number().nonnegative(),
});
export type Timing = z.infer<typeof Timing>;

/** As Lighthouse's desktop preset has it: 40 ms there and back, 10 Mbit/s. */
const desktopLine = {
  offline: false,
  latency: 40,
  downloadThroughput: (10 * 1024 * 1024) / 8,
  uploadThroughput: (10 * 1024 * 1024) / 8,
};

export type Session = Awaited<
  ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>
>;

export interface LoadOptions {
  readonly session?: Session | undefined;
  /** Over a line like that of Lighthouse's desktop preset. */
  readonly throttled?: boolean;
  /** Called with the page when all is drawn. */
  readonly look?: (page: Page) => Promise<unknown>;
}

/** Loads a page as somebody does who was never there: nothing cached, no connection open. */
export async function timeOf(
  browser: Browser,
  url: string,
  { session, throttled = false, look }: LoadOptions = {},
): Promise<Timing> {
  const window = await browser.newContext({
    viewport: { width: desktop.width, height: desktop.height },
    reducedMotion: 'reduce',
    ...(session ? { storageState: session } : {}),
  });
  try {
    const page = await window.newPage();
    await page.addInitScript({ content: observe });
    if (throttled) {
      const devtools = await window.newCDPSession(page);
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', desktopLine);
    }
    const answer = await page.goto(url, { waitUntil: 'load' });
    if (answer?.status() !== 200) throw new Error(`${url} answered with ${answer?.status()}`);
    await settled(page);
    await look?.(page);
    return Timing.parse(await page.evaluate(readTiming));
  } finally {
    await window.close();
  }
}

/** Until nothing new was painted and no task was long for a while; open pages keep a stream open. */
async function settled(page: Page): Promise<void> {
  for (let last = '', same = 0; same < 4; ) {
    await page.waitForTimeout(150);
    const now = JSON.stringify(await page.evaluate(readTiming));
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

/** Runs in the page, before anything of its own. */
const observe = `
  const seen = (globalThis.seenByBench = { lcp: 0, cls: 0, long: [] });
  const watch = (type, see) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
  watch('layout-shift', (entry) => { seen.cls += entry.value; });
  watch('longtask', ({ startTime, duration }) => seen.long.push({ startTime, over: duration - 50 }));
`;

const readTiming = `(() => {
  const { lcp, cls, long } = globalThis.seenByBench;
  const [navigation] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const fcp = paint ? paint.startTime : 0;
  const late = long.filter(({ startTime }) => startTime >= fcp);
  const tbt = late.reduce((sum, { over }) => sum + Math.max(0, over), 0);
  return { ttfb: navigation.responseStart, fcp, lcp, cls, tbt };
})()`;
