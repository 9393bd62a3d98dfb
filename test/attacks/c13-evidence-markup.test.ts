import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWindow, startChromium } from '../browser/chromium.ts';
import { type PagesHouse, startPagesHouse } from '../browser/pages-house.ts';
import { type SeededRun, seedRun } from '../browser/seed-run.ts';

const script =
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="owned"</script></svg>`;

/** What others wrote is before a person who can approve: none of it may act in their name. */
describe('C13, B5, B6: evidence is looked at, never run', () => {
  let house: PagesHouse;
  let browser: Browser;
  let run: SeededRun;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
    run = await seedRun(house, {
      title: script,
      findings: [
        { rule: 'r', severity: 'high', effect: 'manual-review', message: `**bold** ${script}` },
      ],
      extra: [
        ['screenshot', 'verify/candidate/svg', svg, 'image/svg+xml'],
        ['stdout', 'verify/candidate/html', `<html>${script}</html>`, 'text/html'],
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  const open = async (path: string) =>
    await house.signIn(await openWindow(browser), 'reviewer', `/runs/${run.runId}${path}`);

  it.each(['', '/findings', '/evidence', '/timeline'])('markup is text on %s', async (path) => {
    const page = await open(path);
    await page.getByRole('heading', { level: 1 }).getByText('<script>').waitFor();
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('main img[src="x"]').count()).toBe(0);
  });

  it('an SVG that is called a screenshot is never served as a picture', async () => {
    const page = await open('/evidence');
    const { sha256 } = run.extra[0] ?? { sha256: '' };
    const status = await page.evaluate(
      async (url) => (await fetch(url)).status,
      `/api/runs/${run.runId}/evidence/${sha256}/picture`,
    );
    expect(status).toBe(415);
  });

  it('a log keeps its colours; titles, links, overwriting and clipboard writes are characters', async () => {
    const page = await open(`/evidence/${run.log}`);
    const log = page.locator('pre.log');
    await log.waitFor();
    const text = await log.textContent();
    expect(await log.locator('.ansi-green').count()).toBeGreaterThan(0);
    expect(text).toContain('\\u{1b}]8;;https://evil.test');
    expect(text).toContain('all tests fail\\u{d}all tests pass');
    expect(await log.locator('a').count()).toBe(0);
  });

  it('HTML evidence is read as text', async () => {
    const page = await open(`/evidence/${run.extra[1]?.sha256 ?? ''}`);
    await page.locator('pre.log').getByText('onerror').waitFor();
    expect(await page.title()).not.toBe('owned');
  });

  it('a request from another site changes nothing', async () => {
    const answer = await fetch(new URL(`/api/runs/${run.runId}/decision`, house.url), {
      method: 'POST',
      headers: { origin: 'https://evil.test', 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(403);
  });
});
