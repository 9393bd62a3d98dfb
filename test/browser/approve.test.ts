import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishClaims } from '../approval-app/ledger-house.ts';
import { openWindow, startChromium } from './chromium.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';
import { seedRun } from './seed-run.ts';

describe('approving in a browser', () => {
  let house: PagesHouse;
  let browser: Browser;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('[SUC-21] [PRV-31] log in, read every file, approve; another browser sees it within a moment', async () => {
    const { runId, subjectSha256 } = await seedRun(house);
    const page = await house.signIn(await openWindow(browser), 'reviewer', `/runs/${runId}`);
    const onlooker = await house.signIn(await openWindow(browser), 'viewer', `/runs/${runId}`);
    await onlooker.getByTestId('state').getByText('Needs approval').waitFor();

    const approve = page.getByRole('button', { name: 'Approve' });
    await page.getByTestId('closed-because').getByText('3 files not opened').waitFor();
    expect(await approve.isDisabled()).toBe(true);
    for (const path of ['docs/notes.md', 'test/page.test.ts', 'src/page.ts'])
      await page.getByRole('button', { name: path }).click();
    await page.getByTestId('closed-because').getByText('You have seen every file').waitFor();
    await approve.click();
    await page.getByRole('dialog').getByLabel('Comment').fill('Reads well.');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    const began = Date.now();
    await onlooker.getByTestId('state').getByText('Approved, waiting').waitFor();
    expect(Date.now() - began).toBeLessThan(10_000);
    await page.getByTestId('state').getByText('Approved, waiting').waitFor();
    const { decision } = await house.storage(publishClaims).readWorkflowTimeline(runId);
    expect(decision).toMatchObject({
      answer: 'approved',
      actorId: 'workos:user_reviewer',
      subjectSha256,
      comment: 'Reads well.',
    });
    expect(house.github.dispatches().map(({ body }) => JSON.parse(body))).toEqual([
      { ref: 'main', inputs: { 'run-id': runId }, return_run_details: true },
    ]);
  });
});
