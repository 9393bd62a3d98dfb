import type { Page } from 'playwright-core';

/** Opens every changed file, as a person does who reads all of it. */
export async function readEveryFile(page: Page): Promise<void> {
  const files = page.getByRole('region', { name: 'Changed files' }).getByRole('listitem');
  await files.first().waitFor();
  for (const file of await files.getByRole('button').all()) await file.click();
}

/** Approves by the dialog's button, in the words given. */
export async function approve(page: Page, comment?: string): Promise<void> {
  await page.getByRole('button', { name: 'Approve' }).click();
  const dialog = page.getByRole('dialog');
  if (comment !== undefined) await dialog.getByLabel('Comment').fill(comment);
  await dialog.getByRole('button', { name: 'Approve' }).click();
}
