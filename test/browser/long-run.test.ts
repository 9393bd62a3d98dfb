import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWindow, startChromium } from './chromium.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';
import { seedRun } from './seed-run.ts';

/** What a page makes of a run whose agent worked all night. */
const many = 100_000;
let house: PagesHouse;
let browser: Browser;

beforeAll(async () => {
  [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

it('a timeline of 100,000 events draws what is looked at, from its first event to its last', async () => {
  const { runId } = await seedRun(house, { runtimeEvents: 4 });
  await lengthen(runId);
  const page = await house.signIn(await openWindow(browser), 'reviewer', `/runs/${runId}/timeline`);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/events?')) asked.push(request.url());
  });
  const timeline = page.getByRole('region', { name: 'Timeline of the agent' });
  const rows = timeline.getByRole('listitem');

  await rows.first().waitFor();
  expect(await rows.first().getAttribute('aria-setsize')).toBe(String(many));
  expect(await rows.count()).toBeLessThan(60);

  await timeline.evaluate((region) => region.scrollTo(0, region.scrollHeight));
  await timeline.getByText(`event number ${many - 1}`).waitFor();
  await timeline.evaluate((region) => region.scrollTo(0, region.scrollHeight / 2));
  await timeline.getByText(`event number ${many / 2}`).waitFor();

  expect(await rows.count()).toBeLessThan(60);
  expect(await page.locator('*').count()).toBeLessThan(1_500);
  // What was passed over on the way was not fetched.
  expect(asked.length).toBeLessThan(10);
});

/** The rest of the events is put in as a backup would be: a job would send them in 500 calls. */
async function lengthen(runId: string): Promise<void> {
  const { host } = house;
  if (!('importRows' in host)) return;
  const rows = await host.exportRows('runtimeEvents');
  const last = rows.findLast((row) => row.includes(runId)) ?? '';
  const { record } = JSON.parse(last);
  for (let from = 4; from < many; from += 5_000)
    await host.importRows(
      'runtimeEvents',
      Array.from({ length: Math.min(5_000, many - from) }, (_, at) => {
        const line = from + at;
        const key = `session/stdout/${line}`;
        const own = { id: `event-${line}`, idempotencyKey: key, sourceLine: line };
        const event = { ...record, ...own, summary: `event number ${line}` };
        return JSON.stringify({ record: event, position: line });
      }),
    );
}
