import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { createMaintenanceApi } from '../../approval-app/server/api/maintenance-api.ts';
import {
  type LedgerHouse,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from '../approval-app/ledger-house.ts';
import { askForDecision, newArtifact } from '../approval-app/run-records.ts';

const [victim, sha256] = [`run-${'a'.repeat(16)}`, sha256Hex('evidence of somebody else')];
const theirs = `workflows/${victim}/${sha256}`;

/** All workspaces share one bucket: whoever deletes their own payloads must reach nobody else's. */
describe('[C7] payloads of another run that a job calls its own', () => {
  let house: LedgerHouse;
  beforeAll(async () => {
    house = await startLedgerHouse();
  });
  afterAll(async () => await house.close());

  it.each([
    ['of another run', theirs],
    ['of another digest', (runId: string) => `workflows/${runId}/${sha256Hex('other')}`],
    ['above its own run', (runId: string) => `workflows/${runId}/../${victim}/${sha256}`],
    ['outside of all runs', 'lifecycle/rules.json'],
  ])(
    'a key %s is not recorded, by the side that proposes or by the one that publishes',
    async (_, key) => {
      const propose = house.storage(proposeClaims);
      const { runId } = await askForDecision(propose);
      const storageKey = typeof key === 'string' ? key : key(runId);
      const borrowed = { ...newArtifact(runId, sha256), storageKey };

      for (const storage of [propose, house.storage(publishClaims)])
        await expect(storage.recordEvidenceArtifacts(runId, [borrowed])).rejects.toMatchObject({
          code: 'invalid-answer',
        });

      await propose.recordEvidenceArtifacts(runId, [newArtifact(runId, sha256)]);
      expect((await propose.readWorkflowTimeline(runId)).artifacts).toHaveLength(1);
    },
  );

  it('the server deletes none either, whatever a ledger hands out', async () => {
    const own = `run-${'b'.repeat(16)}`;
    const removed: string[] = [];
    const errors: (string | undefined)[] = [];
    const due = [{ runId: own, storageKeys: [theirs, `workflows/${own}/${sha256}`] }];
    const services = {
      store: { remove: async (key: string) => void removed.push(key) },
      serverLedger: {
        due: async () => due,
        reportDeletion: async (_: string, error?: string) => void errors.push(error),
        silentRuns: async () => [],
        takeClosings: async () => [],
      },
    };
    const { run } = createMaintenanceApi(Object(services), 'the secret of the cron');
    const request = new Request('https://app.test/api/maintenance', {
      headers: { authorization: 'Bearer the secret of the cron' },
    });

    await run(request, { session: undefined, params: {} });

    expect(removed).toEqual([`workflows/${own}/${sha256}`]);
    expect(errors).toEqual(['1 of 2 are not gone: not a key of this run']);
  });
});
