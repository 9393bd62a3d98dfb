import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type ApprovalHouse, startApprovalHouse } from '../approval-app/approval-house.ts';

describe('E6 nobody approves what they were not shown', () => {
  let house: ApprovalHouse;
  beforeAll(async () => {
    house = await startApprovalHouse();
  });
  afterAll(async () => await house.close());

  it.each([
    ['other bytes', { displayedPatchSha256: sha256Hex('what I saw') }, 'not-displayed'],
    ['nothing', { displayedPatchSha256: sha256Hex('') }, 'not-displayed'],
    ['not every file', { viewed: [] }, 'unviewed'],
    ['another file', { viewed: [{ path: 'README.md', state: 'opened' }] }, 'unviewed'],
  ])('[E6] who was shown %s does not approve', async (_, said, code) => {
    await house.join('blind9');
    const run = await house.asked();

    expect(await house.decide('blind9', run, said)).toMatchObject({
      status: 'refused',
      code,
    });
  });

  it('[E6] a file that was knowingly not opened is on the record for ever', async () => {
    await house.join('skip10');
    const run = await house.asked();

    const outcome = await house.decide('skip10', run, {
      viewed: [{ path: 'src/page.ts', state: 'marked-unviewed' }],
    });

    expect(outcome).toMatchObject({
      status: 'recorded',
      approval: { filesOpened: 0, filesUnviewed: ['src/page.ts'] },
    });
  });
});
