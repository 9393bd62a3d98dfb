import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type House, openHouse } from '../journeys/house.ts';
import { readRun } from '../journeys/run.ts';
import { openWindow, startChromium } from './chromium.ts';
import { watchState } from './watched.ts';

/** What a machine holds that does much else; the product's own limit is 5 seconds. */
const loadedMs = 30_000;

describe('the kill switch, by clicks', { timeout: 300_000 }, () => {
  let house: House;
  let browser: Browser;

  beforeAll(async () => {
    [house, browser] = await Promise.all([
      openHouse({ cassette: 'fix-pagination', pages: true }),
      startChromium(),
    ]);
    await house.cloud.approval.ready;
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const open = async (path: string): Promise<Page> => {
    const page = await (await openWindow(browser)).newPage();
    await page.goto(new URL(path, house.cloud.approval.url).href);
    await page.getByRole('link', { name: '(you@localhost.test)' }).click();
    await page.waitForURL(new RegExp(`^${house.cloud.approval.url}`));
    return page;
  };

  it('[E13] ends an agent at work and its sandbox, voids what waits, and nothing is published', async () => {
    const waiting = await house.propose(house.ask());
    const reader = await open(`/runs/${waiting.id}`);
    await reader.getByTestId('state').getByText('Needs approval').waitFor();
    const said = await watchState(reader);
    const settings = await open('/settings');
    await settings.getByPlaceholder('Why?').fill('A key leaked.');
    const job = house.startPropose(house.ask('Another one, please'));
    await vi.waitFor(() => expect(house.cloud.daytona.sandboxes()).toBe(1), {
      timeout: 120_000,
      interval: 20,
    });

    const thrownAt = Date.now();
    const lastAlive = untilNoSandbox(house, job.ended);
    await settings.getByRole('button', { name: 'Throw the kill switch' }).click();
    await reader.getByTestId('state').getByText('Cancelled').waitFor();
    const { result, exitCode } = await job.ended;

    const sandboxMs = (await lastAlive) - thrownAt;
    const voidMs = ((await said()).at(-1)?.at ?? 0) - thrownAt;
    process.stdout.write(
      `kill switch: the page closed after ${voidMs} ms, the sandbox went after ${sandboxMs} ms\n`,
    );
    expect(sandboxMs).toBeLessThan(loadedMs);
    expect(voidMs).toBeLessThan(loadedMs);
    const killed = readRun(result?.kind === 'ended' ? result.folder : '', exitCode);
    expect(killed.state).toBe('cancelled');
    expect(killed.report.run.reason).toContain('thrown by workos:user_local');
    expect(killed.events.at(-1)).toBeDefined();
    expect(killed.events.some(({ errorCategory }) => errorCategory === 'kill-switch')).toBe(true);
    expect(killed.report.sandboxes.every(({ destroyed }) => destroyed)).toBe(true);
    expect(killed.finding).toMatchObject({ holds: true });

    const published = await house.startPublish(waiting.id).ended;
    expect(published.exitCode).not.toBe(0);
    expect(house.branches()).toEqual(['main']);
    const { storage } = house.services(waiting.id);
    const { run, events } = await storage.readWorkflowTimeline(waiting.id);
    expect(run?.state).toBe('cancelled');
    expect(events.map(({ type }) => type)).toContain('decision.void');
  });
});

/** When the last sandbox was seen, looking until the job ended. */
async function untilNoSandbox(house: House, ended: Promise<unknown>): Promise<number> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  let last = Date.now();
  while (!over) {
    if (house.cloud.daytona.sandboxes() > 0) last = Date.now();
    await new Promise((passed) => setTimeout(passed, 20));
  }
  return last;
}
