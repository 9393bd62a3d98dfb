import { describe, expect, it } from 'vitest';
import { seedRun } from './seed-run.ts';
import { openStage } from './stage.ts';

describe('the inbox in a browser', () => {
  const stage = openStage();

  it('is searched and narrowed, and a view that one comes back to has a name of its own', async () => {
    await seedRun(stage.house, { title: 'Round pages up' });
    await seedRun(stage.house, { title: 'Say it better' });
    const page = await stage.at('reviewer', '/');
    const rows = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
    await page.keyboard.press('/');
    await page.keyboard.type('Round');
    await page.keyboard.press('Enter');
    await page.waitForURL('**q=Round*');
    await page.getByRole('link', { name: 'Round pages up' }).waitFor();
    expect(await rows.count()).toBe(1);

    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByLabel('Name of this view').fill('Pages');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'Clear the filter' }).click();
    await page.getByRole('link', { name: 'Say it better' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Pages', exact: true }).click();
    await page.getByRole('link', { name: 'Say it better' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Forget the view Pages' }).click();
    await page.getByRole('button', { name: 'Save this view' }).waitFor();

    await page.getByLabel('Repository').selectOption({ label: 'acme/api' });
    await page.waitForURL('**repository=github%3A42*');
    expect(await rows.count()).toBe(1);
  });

  it('r opens the answer of the run that one stands on', async () => {
    await seedRun(stage.house, { title: 'To be rejected' });
    const page = await stage.at('reviewer', '/');
    await page.getByRole('link', { name: 'To be rejected' }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Reject this change' }).waitFor();
    await page.getByRole('heading', { name: 'To be rejected' }).waitFor();
  });
});
