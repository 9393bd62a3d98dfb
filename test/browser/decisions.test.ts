import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chainStart } from '../../action/domain/provenance-event.ts';
import { SettingsView } from '../../approval-app/contract/settings-view.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import { membershipOf, proposeClaims, publishClaims } from '../approval-app/ledger-house.ts';
import { newEvents } from '../approval-app/run-records.ts';
import { openWindow } from './chromium.ts';
import { approve, readEveryFile } from './reader.ts';
import { seedRun } from './seed-run.ts';
import { openStage } from './stage.ts';

/** What people live through at the page, and what the ledger holds afterwards. */
describe('deciding in a browser', () => {
  const stage = openStage();

  const at = async (role: string, runId: string, tab = '') =>
    await stage.at(role, `/runs/${runId}${tab}`);
  const timeline = async (runId: string) =>
    await stage.house.storage(publishClaims).readWorkflowTimeline(runId);
  const closed = (page: Page) => page.getByTestId('closed-because');
  const started = () =>
    stage.house.github.dispatches().map(({ body }) => JSON.parse(body).inputs['run-id']);
  /** What the audit says of decisions about this run, newest first. */
  const auditOf = async (runId: string) => {
    const token = await stage.house.people.mintAccessToken('user_owner', { org_id: 'org_acme' });
    const settings = await ledgerClient(stage.house, token).query('settings:view', {});
    return SettingsView.parse(settings).audit.filter((entry) => entry.runId === runId);
  };

  it('[SUC-21] [PRV-31] reads every file and approves; the publish workflow is started once', async () => {
    const { runId, subjectSha256 } = await seedRun(stage.house);
    const page = await at('reviewer', runId);
    const button = page.getByRole('button', { name: 'Approve' });
    await closed(page).getByText('3 files not opened').waitFor();
    expect(await button.isDisabled()).toBe(true);
    for (const path of ['docs/notes.md', 'test/page.test.ts', 'src/page.ts'])
      await page.getByRole('button', { name: path }).click();
    await closed(page).getByText('You have seen every file').waitFor();

    await approve(page, 'Reads well.');

    await page.getByTestId('state').getByText('Approved, waiting').waitFor();
    expect((await timeline(runId)).decision).toMatchObject({
      answer: 'approved',
      actorId: 'workos:user_reviewer',
      subjectSha256,
      comment: 'Reads well.',
    });
    const [dispatch, ...more] = stage.house.github
      .dispatches()
      .map(({ body }) => JSON.parse(body))
      .filter(({ inputs }) => inputs['run-id'] === runId);
    expect(dispatch).toEqual({
      ref: 'main',
      inputs: { 'run-id': runId },
      return_run_details: true,
    });
    expect(more).toEqual([]);
  });

  it('a reason to reject is the instruction of the next attempt', async () => {
    const { runId } = await seedRun(stage.house);
    const page = await at('maintainer', runId);

    await page.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is wrong').fill('Round up, do not add one.');
    await dialog.getByLabel('Start the next attempt').check();
    await dialog.getByRole('button', { name: 'Reject' }).click();

    await page.getByTestId('state').getByText('Rejected').waitFor();
    expect((await timeline(runId)).decision).toMatchObject({
      answer: 'rejected',
      comment: 'Round up, do not add one.',
    });
    const inputs = stage.house.github.dispatches().map(({ body }) => JSON.parse(body).inputs);
    expect(inputs).toContainEqual({
      'rerun-of': runId,
      instruction: 'Round up, do not add one.',
    });
  });

  it('[SEC-21] high risk and an old login: signs in again, comes back to what was written, decides', async () => {
    const high = { level: 'HIGH' as const, score: 9, reasons: [] };
    const { runId } = await seedRun(stage.house, { risk: high });
    stage.house.people.rememberLogin('user_reviewer', 30);
    const page = await at('reviewer', runId);
    await readEveryFile(page);
    await closed(page).getByText('Approving asks you to sign in again').waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Comment').fill('Read twice.');
    await dialog.getByText('login is old').waitFor();

    await dialog.getByRole('button', { name: 'Sign in again' }).click();
    await page.getByRole('link', { name: '(reviewer@acme.test)' }).click();

    await page.waitForURL(`**/runs/${runId}`);
    await dialog.waitFor();
    expect(await dialog.getByLabel('Comment').inputValue()).toBe('Read twice.');
    expect((await timeline(runId)).decision).toBeUndefined();
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await page.getByTestId('state').getByText('Approved').waitFor();
    expect((await timeline(runId)).decision?.comment).toBe('Read twice.');
  });

  it('two approvers: the first counts, the second decides', async () => {
    const { runId } = await seedRun(stage.house, { required: 2 });
    const first = await at('reviewer', runId);
    await readEveryFile(first);
    await approve(first);
    await first.getByText('Your approval counts: 1 of 2').waitFor();
    expect((await timeline(runId)).decision).toBeUndefined();
    expect(started()).not.toContain(runId);

    const second = await at('maintainer', runId);
    await second.getByText('1 of 2 approvals').waitFor();
    await readEveryFile(second);
    await approve(second);

    await second.getByTestId('state').getByText('Approved').waitFor();
    const { decision } = await timeline(runId);
    expect(decision?.approvers?.map(({ actorId }) => actorId)).toEqual([
      'workos:user_reviewer',
      'workos:user_maintainer',
    ]);
    expect(started().filter((each) => each === runId)).toHaveLength(1);
  });

  it('[E4] whoever asked does not approve, and is told so in a sentence', async () => {
    const { runId } = await seedRun(stage.house, { requester: { id: '500', login: 'rae' } });
    const page = await at('reviewer', runId);
    await readEveryFile(page);

    await closed(page)
      .getByText('you had a hand in this request, so another person has to approve it')
      .waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await page.keyboard.press('a');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('a page that is no longer true is refused, with what changed', async () => {
    const { runId } = await seedRun(stage.house);
    const page = await at('reviewer', runId);
    await readEveryFile(page);
    await page.getByRole('button', { name: 'Approve' }).click();
    // Behind the page's back: it is not told before it answers.
    await page.route('**/api/live*', (route) => route.abort());
    const storage = stage.house.storage(proposeClaims);
    const { events } = await storage.readWorkflowTimeline(runId);
    const last = events.at(-1);
    const head = last ? { hash: last.hash, length: last.sequence + 1 } : chainStart(runId);
    await storage.appendProvenanceEvents(runId, head, newEvents(runId, head, 1));

    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    const refusal = page.getByRole('alert').filter({ hasText: 'Your answer was not recorded' });
    await refusal.getByText('since you opened this page: 1 provenance event came since').waitFor();
    expect((await timeline(runId)).decision).toBeUndefined();
    expect(started()).not.toContain(runId);
  });

  it('what is over is closed while one looks at it', async () => {
    const { runId } = await seedRun(stage.house, { expiresInMs: 12_000 });
    const page = await at('reviewer', runId);
    await readEveryFile(page);

    await closed(page).getByText('the time to decide is over').waitFor({ timeout: 40_000 });

    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  });

  it('[E5] a member who was shut out decides nothing with a page that is still open', async () => {
    const { runId } = await seedRun(stage.house);
    const page = await at('maintainer', runId);
    await readEveryFile(page);
    await page.getByRole('button', { name: 'Approve' }).click();
    const membership = {
      id: 'om_maintainer',
      userId: 'user_maintainer',
      role: 'maintainer',
      organizationId: 'org_acme',
    } as const;
    stage.house.people.setMembership({ ...membership, status: 'inactive' });

    // The page itself may be gone before the reply is there: it is told as well.
    const answered = page.waitForResponse('**/decision');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    expect(await (await answered).json()).toMatchObject({
      status: 'refused',
      because: 'there is no such run in your workspace',
    });
    const { decision, run } = await timeline(runId);
    expect({ decision, state: run?.state }).toEqual({
      decision: undefined,
      state: 'awaiting-decision',
    });
    expect(await auditOf(runId)).toMatchObject([
      { action: 'decide', outcome: 'refused', actorId: 'workos:user_maintainer' },
    ]);
    expect(started()).not.toContain(runId);
    await page.goto(`${stage.house.url}/runs/${runId}`);
    expect(await page.getByTestId('state').count()).toBe(0);
    stage.house.people.setMembership({ ...membership, status: 'active' });
    await stage.house.host.administrate('administration:setMembership', {
      membership: membershipOf('maintainer'),
    });
  });

  it('by keyboard alone: sign in, find it, read it, approve it', async () => {
    const { runId } = await seedRun(stage.house);
    const page = await (await openWindow(stage.browser)).newPage();
    await page.goto(stage.house.url);
    await page.getByRole('heading', { name: 'Local sign-in' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
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
    expect((await timeline(runId)).decision).toMatchObject({
      actorId: 'workos:user_reviewer',
      comment: 'Read with my hands on the keys.',
    });
  });

  it('[E13] the kill switch closes every page at once, and what was void stays void', async () => {
    const { runId } = await seedRun(stage.house);
    const reading = await at('reviewer', runId);
    await readEveryFile(reading);
    const inbox = await stage.at('viewer', '/');
    const owner = await stage.at('owner', '/settings');
    await owner.getByPlaceholder('Why?').fill('A key leaked.');
    await owner.getByRole('button', { name: 'Throw the kill switch' }).click();
    await owner.getByText('Lift the kill switch').waitFor();

    await reading.getByTestId('state').getByText('Cancelled').waitFor();
    expect(await reading.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await reading.getByText('ask whoever threw the kill switch').waitFor();
    // An inbox that is empty because of it says so.
    await inbox.getByText('The kill switch is thrown').waitFor();
    const { decision, events } = await timeline(runId);
    expect(decision).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ type: 'decision.void', status: 'blocked' });

    await owner.getByPlaceholder('Why?').fill('The key was changed.');
    await owner.getByRole('button', { name: 'Lift the kill switch' }).click();
    await owner.getByText('Throw the kill switch').waitFor();
    await inbox.getByText('The kill switch is thrown').waitFor({ state: 'detached' });
    await reading.reload();
    await reading.getByTestId('state').getByText('Cancelled').waitFor();
  });
});
