import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { publishClaims } from '../approval-app/ledger-house.ts';
import { openWindow, startChromium } from '../browser/chromium.ts';
import { type PagesHouse, startPagesHouse } from '../browser/pages-house.ts';
import { readEveryFile } from '../browser/reader.ts';
import { fourFiles } from '../browser/sample-patch.ts';
import { seedRun } from '../browser/seed-run.ts';

describe('E6: nobody approves what was not before their eyes', () => {
  let house: PagesHouse;
  let browser: Browser;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  const decisionOf = async (runId: string) =>
    (await house.storage(publishClaims).readWorkflowTimeline(runId)).decision;

  it('the browser computes the digest of the bytes that it drew, and sends it along', async () => {
    const { runId } = await seedRun(house);
    const page = await house.signIn(await openWindow(browser), 'reviewer', `/runs/${runId}`);
    await readEveryFile(page);
    const sent = page.waitForRequest('**/decision');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    const body = (await sent).postDataJSON();
    expect(body.displayedPatchSha256).toBe(sha256Hex(fourFiles));
    expect(body.viewed).toHaveLength(4);
    expect(body.viewed.every(({ state }: { state: string }) => state === 'opened')).toBe(true);
  });

  const [told, untrue] = ['holds at least one', 'holds at least two'];

  it('bytes that were changed on their way into the browser close Approve and are named', async () => {
    const { runId } = await seedRun(house);
    const window = await openWindow(browser);
    // Whoever sits between server and browser swaps one word for another, in the page and beside it.
    let swapped = 0;
    for (const address of [`**/runs/${runId}`, '**/patch'])
      await window.route(address, async (route) => {
        const answer = await route.fetch();
        const text = await answer.text();
        swapped += text.split(told).length - 1;
        await route.fulfill({ response: answer, body: text.replaceAll(told, untrue) });
      });
    const page = await house.signIn(window, 'reviewer', '/organisations');
    await page.goto(new URL(`/runs/${runId}`, house.url).href);
    await readEveryFile(page);

    await page.getByRole('alert').getByText('These are other bytes').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    // In the page at least twice, for the eye and for the script, and once in the bytes themselves.
    expect(swapped).toBeGreaterThan(1);
  });

  it('bytes that were changed in the page only are replaced by those that were put to decision', async () => {
    const { runId } = await seedRun(house);
    const window = await openWindow(browser);
    let swapped = 0;
    await window.route(`**/runs/${runId}`, async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      swapped += text.split(told).length - 1;
      await route.fulfill({ response: answer, body: text.replaceAll(told, untrue) });
    });
    const page = await house.signIn(window, 'reviewer', '/organisations');
    await page.goto(new URL(`/runs/${runId}`, house.url).href);
    await page.getByRole('button', { name: /src\/page\.ts/ }).click();

    await page.getByTestId('diff').getByText(told).waitFor();
    expect(await page.getByText(untrue).count()).toBe(0);
    expect(swapped).toBeGreaterThan(0);
  });

  it('bytes that were changed in the store are not shown, and can not be approved', async () => {
    const { runId } = await seedRun(house, { storedPatch: fourFiles.replace('ceil', 'floor') });
    const page = await house.signIn(await openWindow(browser), 'reviewer', `/runs/${runId}`);

    await page.getByRole('alert').getByText('The patch can not be shown').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  });

  it('a file that nobody opened keeps Approve closed until it is knowingly passed over', async () => {
    const { runId } = await seedRun(house);
    const page = await house.signIn(await openWindow(browser), 'reviewer', `/runs/${runId}`);
    const approve = page.getByRole('button', { name: 'Approve' });
    await page.getByTestId('closed-because').getByText('3 files not opened').waitFor();
    expect(await approve.isDisabled()).toBe(true);

    await page.getByRole('button', { name: 'Decide without opening them' }).click();
    await approve.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    await page.getByText('3 files were knowingly not opened').waitFor();
    expect((await decisionOf(runId))?.answer).toBe('approved');
  });

  it('no other site frames a page of ours', async () => {
    const { runId } = await seedRun(house);
    const answer = await fetch(new URL(`/runs/${runId}`, house.url), { redirect: 'manual' });
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    const page = await house.signIn(await openWindow(browser), 'reviewer', `/runs/${runId}`);
    const shown = await page.goto(page.url());
    const policy = shown?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });
});
