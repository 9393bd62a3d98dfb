import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleTask } from '../../action/embedded/trigger.ts';
import { type House, openHouse } from '../journeys/house.ts';
import type { Run } from '../journeys/run.ts';
import { openWindow, startChromium } from './chromium.ts';
import { approve, readEveryFile } from './reader.ts';
import { watchState } from './watched.ts';

const patience = { timeout: 120_000 };

/** Real jobs, a real sandbox, real pages: a person who watches what becomes of their answer. */
describe('the whole loop in a browser', { timeout: 300_000 }, () => {
  let house: House;
  let browser: Browser;

  beforeAll(async () => {
    [house, browser] = await Promise.all([
      openHouse({ cassette: 'fix-pagination', pages: true }),
      startChromium(),
    ]);
    await house.cloud.approval.ready;
  }, 300_000);
  afterEach(async () => {
    for (const window of browser.contexts()) await window.close();
  });
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
  const verify = async (page: Page) => {
    await page.getByRole('link', { name: /^Proof/ }).click();
    await page.getByRole('button', { name: 'Verify in this browser' }).click();
    return page.getByRole('status').filter({ hasText: 'checks' });
  };

  it('[SUC-21] [SUC-22] [PRV-31] read, approve, watch it being published, follow the link, verify', async () => {
    const asked = await house.propose(house.ask());
    const page = await open(`/runs/${asked.id}`);
    await page.getByTestId('state').getByText('Needs approval').waitFor(patience);
    await readEveryFile(page);
    const said = await watchState(page);

    await approve(page, 'Reads well.');
    await page
      .getByTestId('state')
      .getByText(/Published/)
      .waitFor(patience);

    // Drawn while it went on, by nobody's hand: the page was never loaded again.
    const states = (await said()).map(({ words }) => words);
    expect(states.at(0)).toContain('Needs approval');
    expect(states.join()).toMatch(/Approved.*Published/);
    await page.getByRole('link', { name: /^Publication/ }).click();
    const link = page.getByRole('link', { name: 'Draft pull request', exact: true });
    await page.getByText(/Publish job.*success/).waitFor(patience);
    const [pull] = house.cloud.github.state().pulls;
    expect(await link.getAttribute('href')).toBe(
      `${house.cloud.github.serverUrl}/acme/${house.cloud.hosted.name}/pull/${pull?.number}`,
    );
    expect(pull).toMatchObject({ draft: true, headBranch: house.branches()[1] });
    expect(house.git('show', `${pull?.headBranch}:src/page-count.js`)).toContain('Math.ceil');

    const says = await verify(page);
    await says.waitFor();
    expect(await says.textContent()).toBe('All holds: 7 of 7 checks.');
  });

  it('[PRV-31] what somebody changed on the way does not hold, and the page says what', async () => {
    const [runId = ''] = house.dispatched;
    const page = await open(`/runs/${runId}`);
    // Between the ledger and the reader: the same events, with another name in one of them.
    const [told, untrue] = ['approved by workos:user_local', 'approved by workos:user_other'];
    let changes = 0;
    await page.route('**/proof*', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      changes += text.split(told).length - 1;
      await route.fulfill({ response: answer, body: text.replaceAll(told, untrue) });
    });
    await page.route('**/patch', async (route) => {
      await route.fulfill({ body: 'diff --git a/other b/other\n' });
    });

    await page.goto(new URL(`/runs/${runId}/proof`, house.cloud.approval.url).href);
    const says = await verify(page);

    expect(changes).toBeGreaterThan(0);
    await says.waitFor();
    expect(await says.textContent()).toBe('It does not hold: 2 of 7 checks failed.');
    const failed = page.getByRole('list', { name: 'Checks' }).getByText('does not hold:');
    expect(await failed.count()).toBe(2);
    await page.getByText(/the chain of \d+ events is whole: event \d+/).waitFor();
    await page.getByText('the stored patch has the digest of the subject').waitFor();
  });

  it('[SUC-23] a rejection with a reason starts the next attempt with it, and it is known whose it is', async () => {
    const reason = 'Round up, do not add one.';
    const first = await house.propose(house.ask(`${sampleTask}\n\nOnce more.`));
    const page = await open(`/runs/${first.id}`);
    await page.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is wrong').fill(reason);
    await dialog.getByLabel('Start the next attempt').check();
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await page.getByTestId('state').getByText('Rejected').waitFor(patience);

    const second = await nextAttempt(house);

    expect(second.state).toBe('awaiting-decision');
    const { storage, artifacts } = house.services(second.id);
    const trace = second.report.evidence.find(({ kind }) => kind === 'raw-trace');
    const told = await artifacts.getArtifact(second.id, trace?.sha256 ?? '');
    expect(Buffer.from(told).toString()).toContain(reason);
    await page.goto(new URL(`/runs/${second.id}`, house.cloud.approval.url).href);
    await page.getByText('attempt 2 of 2').waitFor();
    await page.goto(new URL(`/runs/${first.id}`, house.cloud.approval.url).href);
    await page.getByText('attempt 1 of 2').waitFor();
    expect((await storage.readWorkflowTimeline(second.id)).run).toMatchObject({
      parentWorkflowRunId: first.id,
      attemptNumber: 2,
    });
    expect(house.branches()).toHaveLength(2);
  });
});

/** The decision is there before GitHub was asked for another run. */
async function nextAttempt(house: House): Promise<Run> {
  const [asked] = await vi.waitUntil(() => house.asked.length > 0 && house.asked, patience);
  if (!asked) throw new Error('nobody asked for a further attempt');
  return await asked;
}
