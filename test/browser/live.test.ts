import { describe, expect, it } from 'vitest';
import { publishClaims } from '../approval-app/ledger-house.ts';
import { approve, readEveryFile } from './reader.ts';
import { seedRun } from './seed-run.ts';
import { openStage } from './stage.ts';
import { watchState } from './watched.ts';

const rounds = 5;
/** What a machine holds that does much else; a quiet one takes a tenth of a second. */
const loadedMs = 10_000;

describe('two browsers that look at one run', () => {
  const stage = openStage();

  it('[SVC-15] an approval in one shows in the other at once, without anybody loading a page', async () => {
    const took: number[] = [];
    const page = await stage.at('reviewer', '/');
    const onlooker = await stage.at('viewer', '/');
    for (let round = 0; round < rounds; round += 1) {
      const { runId } = await seedRun(stage.house);
      for (const each of [page, onlooker]) await each.goto(`${stage.house.url}/runs/${runId}`);
      await onlooker.getByTestId('state').getByText('Needs approval').waitFor();
      await readEveryFile(page);
      const said = await watchState(onlooker);

      await approve(page);

      await onlooker.getByTestId('state').getByText('Approved, waiting').waitFor();
      const seen = (await said()).find(({ words }) => words.includes('Approved'));
      const { decision } = await stage.house.storage(publishClaims).readWorkflowTimeline(runId);
      took.push((seen?.at ?? 0) - (decision?.decidedAt ?? 0));
    }

    const sorted = [...took].sort((one, other) => one - other);
    const median = sorted[Math.floor(rounds / 2)] ?? 0;
    process.stdout.write(`recorded in one browser, shown in the other: median ${median} ms\n`);
    expect(median).toBeGreaterThan(0);
    expect(median).toBeLessThan(loadedMs);
  });

  it('[SVC-15] the inbox of somebody else counts along', async () => {
    const { runId } = await seedRun(stage.house, { title: 'Seen from the inbox' });
    const inbox = await stage.at('viewer', '/');
    const row = inbox.getByRole('link', { name: 'Seen from the inbox' });
    await row.first().waitFor();
    const page = await stage.at('reviewer', `/runs/${runId}`);
    await readEveryFile(page);

    await approve(page);

    await row.first().waitFor({ state: 'detached' });
  });
});
