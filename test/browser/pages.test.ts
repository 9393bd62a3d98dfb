import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desktop, type Looks, openWindow, phone, startChromium } from './chromium.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';
import { type SeededRun, seedRun } from './seed-run.ts';
import { type RunStates, seedStates } from './seed-states.ts';

const folder = resolve(import.meta.dirname, '..', '..', 'docs', 'screenshots');

const dark: Looks = { ...desktop, scheme: 'dark' };
const looks: Readonly<Record<string, Looks>> = { light: desktop, dark, phone };

const pages: readonly (readonly [name: string, path: (run: SeededRun) => string])[] = [
  ['inbox', () => '/'],
  ['new', () => '/new'],
  ['settings', () => '/settings'],
  ['organisations', () => '/organisations'],
  ['changes', ({ runId }) => `/runs/${runId}`],
  ['tests', ({ runId }) => `/runs/${runId}/tests`],
  ['findings', ({ runId }) => `/runs/${runId}/findings`],
  ['approval', ({ runId }) => `/runs/${runId}/approval`],
  ['timeline', ({ runId }) => `/runs/${runId}/timeline`],
  ['sandboxes', ({ runId }) => `/runs/${runId}/sandboxes`],
  ['evidence', ({ runId }) => `/runs/${runId}/evidence`],
  ['proof', ({ runId }) => `/runs/${runId}/proof`],
  ['publication', ({ runId }) => `/runs/${runId}/publication`],
];

/** States that show something no ordinary run has, each where it shows most, in one look. */
const states: readonly (readonly [state: keyof RunStates, tab: string, look: string])[] = [
  ['running', '', 'light'],
  ['failed', '', 'phone'],
  ['rejected', '', 'light'],
  ['published', '/publication', 'dark'],
  ['half-approved', '/approval', 'light'],
  ['second-attempt', '', 'light'],
  ['busy', '/tests', 'phone'],
  ['busy', '/sandboxes', 'dark'],
  ['busy', '/evidence', 'light'],
  ['awkward', '', 'light'],
  ['awkward', '/findings', 'phone'],
  ['no-tests', '/tests', 'light'],
];

/** Every page, as people with other eyes, other colours and small screens have it. */
describe('every page', () => {
  let house: PagesHouse;
  let browser: Browser;
  let run: SeededRun;
  let seeded: RunStates;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
    await seedRun(house, { outcome: 'approve', findings: [] });
    run = await seedRun(house);
    seeded = await seedStates(house);
    mkdirSync(folder, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it.each(Object.keys(looks))(
    '[axe] has no violation, and its picture is taken: %s',
    async (name) => {
      const page = await opened(looks[name] ?? desktop);
      const complaints = complaintsOf(page);
      const found: string[] = [];
      for (const [title, path] of pages)
        found.push(...(await lookAt(page, path(run), `${title}-${name}`)));
      expect(found).toEqual([]);
      // The content policy was never in the way of the page's own code.
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it.each(Object.keys(looks))(
    '[axe] runs that are at work, ended, half approved, huge or hostile: %s',
    async (name) => {
      const page = await opened(looks[name] ?? desktop);
      const complaints = complaintsOf(page);
      const found: string[] = [];
      for (const [state, tab, look] of states.filter((each) => each[2] === name)) {
        const title = `state-${state}${tab.replace('/', '-')}-${look}`;
        found.push(...(await lookAt(page, `/runs/${seeded[state]}${tab}`, title)));
      }
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('[2.4.11] what takes the focus is never whole under a bar, at any width', async () => {
    for (const look of [desktop, phone]) {
      const page = await opened(look);
      await page.goto(new URL(`/runs/${run.runId}/evidence`, house.url).href);
      await settle(page);
      const covered: string[] = [];
      for (let step = 0; step < 45; step += 1) {
        await page.keyboard.press('Tab');
        const name = await page.evaluate<string>(coveredFocus);
        if (name) covered.push(name);
      }
      expect(covered).toEqual([]);
      await page.context().close();
    }
  });

  it('what somebody asks again shows what differs from the attempt before', async () => {
    const page = await opened(desktop);
    await page.goto(new URL(`/runs/${seeded['second-attempt']}`, house.url).href);
    const since = page.getByRole('region', { name: 'Since the attempt before' });
    await since.getByText('That approval does not count for it.').waitFor();
    await since.getByRole('button', { name: 'Show what differs' }).click();

    await since.getByText('changed otherwise than before').waitFor();
    await since.getByText('only the one before changed it').waitFor();
    await since.getByText('2 files changed in the same way by both.').waitFor();
    await page.context().close();
  });

  it('Ctrl and K goes anywhere by name, and searches for the rest', async () => {
    const page = await opened(desktop);
    await page.goto(new URL(`/runs/${run.runId}`, house.url).href);
    await settle(page);
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Where to' });
    await field.fill('run proof');
    await page.getByRole('option', { name: 'This run: Proof', selected: true }).waitFor();
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/runs/${run.runId}/proof`);

    await page.keyboard.press('Control+k');
    await field.fill('Round pages');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/?lane=all&q=Round+pages');
    await page.getByRole('link', { name: 'Round pages up' }).waitFor();
    await page.context().close();
  });

  async function opened(look: Looks): Promise<Page> {
    return await house.signIn(await openWindow(browser, look), 'owner');
  }

  /** What is wrong with one page; its picture is kept. */
  async function lookAt(page: Page, path: string, picture: string): Promise<string[]> {
    await page.goto(new URL(path, house.url).href);
    await settle(page);
    // Whoever opens a page has its first line before them, wherever else they go from there.
    const moved = await page.evaluate<number>('window.scrollY');
    const { violations } = await new AxeBuilder({ page })
      // One of many files is like the next.
      .exclude('.files li:nth-child(n + 20)')
      .options({ rules: { 'target-size': { enabled: true } } })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    // On a phone the verdict fills the window; what the picture is of stands below it.
    if (/phone$/.test(picture) && /\/runs\/.*\//.test(path)) await page.evaluate(toTheTabs);
    const file = join(folder, `${picture}.png`);
    await page.screenshot({ path: file });
    expect(statSync(file).size).toBeLessThan(200_000);
    const sideways = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    return [
      ...violations.map(({ id, nodes }) => `${picture}: ${id} at ${nodes[0]?.target}`),
      ...(moved > 0 ? [`${picture}: scrolled by ${moved} px before anybody read it`] : []),
      ...(sideways > 0 ? [`${picture}: ${sideways} px wider than the window`] : []),
    ];
  }
});

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

const toTheTabs = "document.querySelector('.tabs')?.scrollIntoView()";

/** Runs in the page: what has the focus, where nothing of it is to be seen. */
const coveredFocus = `(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return '';
  const { left, right, top, bottom, width, height } = focused.getBoundingClientRect();
  if (width === 0 || height === 0) return '';
  const points = [
    [left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
    [(left + right) / 2, (top + bottom) / 2],
  ];
  const seen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (focused.contains(there) || there.contains(focused));
  });
  return seen ? '' : (focused.textContent ?? '').slice(0, 60) || focused.tagName;
})()`;

async function settle(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor();
  // The stream of a live page never ends, so there is no idle network to wait for.
  await page.waitForTimeout(700);
}
