import type { Page } from 'playwright-core';

/** Opens every changed file, as a person does who reads all of it. */
export async function readEveryFile(page: Page): Promise<void> {
  const files = page.getByRole('region', { name: 'Changed files' }).getByRole('listitem');
  await files.first().waitFor();
  for (const file of await files.getByRole('button').all()) await file.click();
}
