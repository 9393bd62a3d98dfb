import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunView } from '../../approval-app/contract/run-view.ts';
import { SettingsView } from '../../approval-app/contract/settings-view.ts';
import { ledgerClient } from './ledger-client.ts';
import { type LedgerHouse, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { askForDecision } from './run-records.ts';

describe('whom and what people read of', () => {
  let house: LedgerHouse;
  beforeAll(async () => {
    house = await startLedgerHouse();
  });
  afterAll(async () => await house?.close());

  const reviewer = async () =>
    ledgerClient(
      house,
      await house.people.mintAccessToken('user_reviewer', { org_id: 'org_acme' }),
    );

  it('a repository that was enrolled by its id has its name once it ran', async () => {
    const named = async () =>
      SettingsView.parse(await (await reviewer()).query('settings:view', {})).repositories;
    expect(await named()).toMatchObject([{ repositoryId: 'github:42', fullName: null }]);
    await askForDecision(house.storage(proposeClaims));
    expect(await named()).toMatchObject([{ repositoryId: 'github:42', fullName: 'acme/api' }]);
  });

  it('whoever does not count as an approver is named, not only numbered', async () => {
    const { runId } = await askForDecision(house.storage(proposeClaims));
    const view = await (await reviewer()).query('page:view', { runId });
    const { requirement, people } = RunView.parse(view);
    expect(requirement.excluded).toEqual(['github:99']);
    expect(people).toContainEqual({ actorId: 'github:99', name: '@requester' });
  });
});
