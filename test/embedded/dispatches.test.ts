import { expect, it } from 'vitest';
import { createDispatches } from '../../action/embedded/dispatches.ts';

it('a machine that runs one request says so, and pretends to start nothing', async () => {
  const published: string[] = [];
  const { onDispatch } = createDispatches(
    { onPublish: (runId) => published.push(runId) },
    'patchplane-approval[bot]',
    () => {
      throw new Error('GitHub is told of nothing');
    },
  );

  await expect(
    onDispatch('patchplane.yml', 'main', { 'rerun-of': 'run-0000000000000000' }),
  ).rejects.toMatchObject({ status: 422, message: expect.stringContaining('no further attempt') });
  expect(published).toEqual([]);
});
