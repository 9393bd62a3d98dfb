import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chainStart } from '../../action/domain/provenance-event.ts';
import { membershipOf, proposeClaims, publishClaims } from '../approval-app/ledger-house.ts';
import { newEvents } from '../approval-app/run-records.ts';
import { openWindow, startChromium } from './chromium.ts';
import { type PagesHouse, startPagesHouse } from './pages-house.ts';
import { readEveryFile } from './reader.ts';
import { seedRun } from './seed-run.ts';

/** What people live through at the page, and what the ledger holds afterwards. */
describe('deciding in a browser', () => {
  let house: PagesHouse;
  let browser: Browser;

  beforeAll(async () => {
    [house, browser] = await Promise.all([startPagesHouse(), startChromium()]);
  });
  afterEach(async () => {
    for (const window of browser.contexts()) await window.close();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const at = async (role: string, runId: string) =>
    await house.signIn(await openWindow(browser), role, `/runs/${runId}`);
  const ledger = async (runId: string) =>
    await house.storage(publishClaims).readWorkflowTimeline(runId);
  const approve = async (page: Page) => {
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  };
  const closed = (page: Page) => page.getByTestId('closed-because');

  it('reject with a reason, and the next attempt starts with it', async () => {
    const { runId } = await seedRun(house);
    const page = await at('maintainer', runId);

    await page.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is wrong').fill('Round up, do not add one.');
    await dialog.getByLabel('Start the next attempt').check();
    await dialog.getByRole('button', { name: 'Reject' }).click();

    await page.getByTestId('state').getByText('Rejected').waitFor();
    expect((await ledger(runId)).decision).toMatchObject({
      answer: 'rejected',
      comment: 'Round up, do not add one.',
    });
    const started = house.github.dispatches().map(({ body }) => JSON.parse(body).inputs);
    expect(started).toContainEqual({
      'rerun-of': runId,
      instruction: 'Round up, do not add one.',
    });
  });

  it('two approvers: the first counts, the second decides', async () => {
    const { runId } = await seedRun(house, { required: 2 });
    const first = await at('reviewer', runId);
    await readEveryFile(first);
    await approve(first);
    await first.getByText('Your approval counts: 1 of 2').waitFor();
    expect((await ledger(runId)).decision).toBeUndefined();

    const second = await at('maintainer', runId);
    await second.getByText('1 of 2 approvals').waitFor();
    await readEveryFile(second);
    await approve(second);

    await second.getByTestId('state').getByText('Approved').waitFor();
    expect((await ledger(runId)).decision?.approvers?.map(({ actorId }) => actorId)).toEqual([
      'workos:user_reviewer',
      'workos:user_maintainer',
    ]);
  });

  it('whoever asked does not approve, and is told so', async () => {
    const { runId } = await seedRun(house, { requester: { id: '500', login: 'rae' } });
    const page = await at('reviewer', runId);
    await readEveryFile(page);

    await closed(page).getByText('Approve is closed').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    expect(await closed(page).textContent()).toMatch(/asked|request/);
  });

  it('a page that is no longer true is refused, with what changed', async () => {
    const { runId } = await seedRun(house);
    const page = await at('reviewer', runId);
    await readEveryFile(page);
    await page.getByRole('button', { name: 'Approve' }).click();
    // Behind the page's back: it is not told before it answers.
    await page.route('**/api/live*', (route) => route.abort());
    const storage = house.storage(proposeClaims);
    const { events } = await storage.readWorkflowTimeline(runId);
    const last = events.at(-1);
    const head = last ? { hash: last.hash, length: last.sequence + 1 } : chainStart(runId);
    await storage.appendProvenanceEvents(runId, head, newEvents(runId, head, 1));

    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    await page.getByRole('alert').getByText('Your answer was not recorded').waitFor();
    expect((await ledger(runId)).decision).toBeUndefined();
  });

  it('what is over is closed while one looks at it', async () => {
    const { runId } = await seedRun(house, { expiresInMs: 12_000 });
    const page = await at('reviewer', runId);
    await readEveryFile(page);

    await closed(page).getByText('the time to decide is over').waitFor({ timeout: 40_000 });

    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  });

  it('a member who was shut out decides nothing with a page that is still open', async () => {
    const { runId } = await seedRun(house);
    const page = await at('maintainer', runId);
    await readEveryFile(page);
    await page.getByRole('button', { name: 'Approve' }).click();
    const membership = {
      id: 'om_maintainer',
      userId: 'user_maintainer',
      role: 'maintainer',
    } as const;
    house.people.setMembership({ ...membership, organizationId: 'org_acme', status: 'inactive' });

    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    await page.getByRole('alert').first().waitFor();
    expect((await ledger(runId)).decision).toBeUndefined();
    house.people.setMembership({ ...membership, organizationId: 'org_acme', status: 'active' });
    await house.host.administrate('administration:setMembership', {
      membership: membershipOf('maintainer'),
    });
  });

  it('by keyboard alone: find it, read it, approve it', async () => {
    const { runId } = await seedRun(house);
    const page = await house.signIn(await openWindow(browser), 'reviewer', '/');
    await page.getByRole('link', { name: 'Fix off-by-one' }).first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/runs/${runId}`);
    await closed(page).getByText('3 files not opened').waitFor();
    for (let file = 0; file < 3; file += 1) await page.keyboard.press('j');
    await closed(page).getByText('You have seen every file').waitFor();
    await page.keyboard.press('a');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Read with my hands on the keys.');
    for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);

    await page.getByTestId('state').getByText('Approved').waitFor();
    expect((await ledger(runId)).decision?.comment).toBe('Read with my hands on the keys.');
  });

  it('the kill switch closes every page at once', async () => {
    const { runId } = await seedRun(house);
    const reading = await at('reviewer', runId);
    await readEveryFile(reading);
    const owner = await house.signIn(await openWindow(browser), 'owner', '/settings');
    await owner.getByPlaceholder('Why?').fill('A key leaked.');
    await owner.getByRole('button', { name: 'Throw the kill switch' }).click();
    await owner.getByText('Lift the kill switch').waitFor();

    await reading.getByTestId('state').getByText('Needs approval').waitFor({ state: 'detached' });
    expect((await ledger(runId)).decision).toBeUndefined();

    await owner.getByPlaceholder('Why?').fill('The key was changed.');
    await owner.getByRole('button', { name: 'Lift the kill switch' }).click();
    await owner.getByText('Throw the kill switch').waitFor();
  });
});
