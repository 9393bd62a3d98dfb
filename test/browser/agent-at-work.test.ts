import { describe, expect, it } from 'vitest';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import { seedStates } from './seed-states.ts';
import { openStage } from './stage.ts';

describe('an agent and who asks it, in a browser', () => {
  const stage = openStage();

  it('a task is written down, and its job is started on GitHub', async () => {
    await seedStates(stage.house);
    const page = await stage.at('operator', '/new');
    await page.getByLabel('Repository').selectOption({ label: 'acme/api' });
    await page.getByLabel('What should be done?').fill('The last page is missing.');
    await page.getByRole('button', { name: 'Start the run' }).click();

    await page.getByText('It was started, and appears in the inbox').waitFor();
    const started = stage.house.github.dispatches();
    expect(JSON.stringify(started)).toContain('The last page is missing.');
  });

  it('who may, tells it something now or later, or stops it; who may not, is not offered it', async () => {
    const { running } = await seedStates(stage.house);
    const viewer = await stage.at('viewer', `/runs/${running}`);
    await viewer.getByText('The agent is working').waitFor();
    expect(await viewer.getByLabel('What the agent should know').count()).toBe(0);

    const page = await stage.at('operator', `/runs/${running}`);
    await page.getByLabel('What the agent should know').fill('Keep the old name.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('The agent is told at its next step.').waitFor();
    await page.getByLabel('What the agent should know').fill('Then write a test.');
    await page.getByLabel('When').selectOption('follow-up');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('The agent is told once it is done').waitFor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Stop the agent' }).click();
    await page.getByText('The agent is being stopped.').waitFor();

    const token = await stage.house.people.mintAccessToken('user_operator', { org_id: 'org_acme' });
    const said = await ledgerClient(stage.house, token).query('controls:list', { runId: running });
    expect(said).toMatchObject([
      { kind: 'steer', text: 'Keep the old name.', actorId: 'workos:user_operator' },
      { kind: 'follow-up', text: 'Then write a test.' },
      { kind: 'abort' },
    ]);
  });
});
