import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { desktop, openWindow } from '../browser/chromium.ts';
import type { PagesHouse } from '../browser/pages-house.ts';
import { scriptBytes } from '../browser/script-bytes.ts';
import { accessibilityScore, performanceScore } from './lighthouse.ts';
import { type Session, type Timing, timeOf } from './page-timing.ts';
import { median, type Row, rounded } from './row.ts';

const rounds = 7;
const warmRounds = 2;
const mostTimesEmpty = 3;
const mostKilobytes = 250;
const lowestScore = 95;

/** What stands in the store while the pages are measured. */
export interface Measured {
  readonly house: PagesHouse;
  readonly browser: Browser;
  /** Address of an empty page of Next's. */
  readonly empty: string;
  readonly runId: string;
}

/** Inbox and run page on a full store, against an empty page of Next's, in turns. */
export async function measurePages({ house, browser, empty, runId }: Measured): Promise<Row[]> {
  const window = await openWindow(browser, desktop);
  const page = await house.signIn(window, 'reviewer', '/organisations');
  const session = await window.storageState();
  const at = {
    inbox: new URL('/', house.url).href,
    'inbox, a search': new URL('/?lane=all&q=pagination', house.url).href,
    'inbox, all that ended': new URL('/?lane=ended', house.url).href,
    'run page': new URL(`/runs/${runId}`, house.url).href,
    timeline: new URL(`/runs/${runId}/timeline`, house.url).href,
  };
  const loads = await loadInTurns(browser, { ...at, empty }, session);
  const judged = [at.inbox, at['run page']];
  const rows = [
    ...Object.keys(at).flatMap((name) => speedRows(name, loads.get(name), loads.get('empty'))),
    ...(await weightRows(page, judged)),
    ...(await scoreRows(browser, judged, session)),
  ];
  await window.close();
  return rows;
}

type Loads = ReadonlyMap<string, readonly Timing[]>;

/** The first rounds are for compilers and caches of the servers; the others count. */
async function loadInTurns(
  browser: Browser,
  addresses: Readonly<Record<string, string>>,
  session: Session,
): Promise<Loads> {
  const loads = new Map<string, Timing[]>();
  for (let round = 0; round < warmRounds + rounds; round += 1)
    for (const [name, url] of Object.entries(addresses)) {
      const timing = await timeOf(browser, url, { session });
      if (round >= warmRounds) loads.set(name, [...(loads.get(name) ?? []), timing]);
    }
  return loads;
}

function speedRows(
  name: string,
  loads: readonly Timing[] = [],
  empty: readonly Timing[] = [],
): Row[] {
  return (['ttfb', 'lcp'] as const).map((metric) => {
    const value = median(loads.map((timing) => timing[metric]));
    const reference = median(empty.map((timing) => timing[metric]));
    return {
      name: `${name}: ${metric.toUpperCase()} (median of ${rounds})`,
      value: rounded(value),
      unit: 'ms',
      reference: rounded(reference),
      ratio: rounded(value / reference),
      target: `at most ${mostTimesEmpty} times an empty page of Next's`,
      holds: value <= mostTimesEmpty * reference,
    };
  });
}

async function weightRows(page: Page, addresses: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const url of addresses) {
    const { first, viewer } = await scriptBytes(page, url);
    rows.push({
      name: `first load of ${nameOf(url)}: scripts as received, before the diff viewer`,
      value: rounded(first / 1_024),
      unit: 'KB',
      target: `at most ${mostKilobytes} KB${viewer > 0 ? `; the viewer is ${rounded(viewer / 1_024)} KB more` : ''}`,
      holds: first <= mostKilobytes * 1_024,
    });
  }
  return rows;
}

async function scoreRows(
  browser: Browser,
  addresses: readonly string[],
  session: Session,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const url of addresses) {
    const scores: number[] = [];
    let accessible = 0;
    const look = async (page: Page) => {
      accessible = accessibilityScore(await new AxeBuilder({ page }).analyze());
    };
    for (let round = 0; round < 5; round += 1)
      scores.push(performanceScore(await timeOf(browser, url, { session, throttled: true })));
    await timeOf(browser, url, { session, look });
    rows.push(
      scoreRow(`${nameOf(url)}: performance as Lighthouse scores it (desktop)`, median(scores)),
      scoreRow(`${nameOf(url)}: accessibility by axe`, accessible),
    );
  }
  return rows;
}

function scoreRow(name: string, value: number): Row {
  const target = `at least ${lowestScore}`;
  return { name, value, unit: 'of 100', target, holds: value >= lowestScore };
}

function nameOf(url: string): string {
  return new URL(url).pathname === '/' ? 'inbox' : 'run page';
}
