import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArtifactsService } from '../../action/core/services/artifacts-service.ts';
import { link } from '../../action/domain/provenance-event.ts';
import { type EmbeddedR2, startR2 } from '../../action/embedded/r2/start-r2.ts';
import { createR2 } from '../../action/plugins/r2/create-r2.ts';
import {
  createEvidenceStore,
  type EvidenceStore,
} from '../../approval-app/server/evidence-store.ts';
import { removeStrays } from '../../approval-app/server/remove-strays.ts';
import { createServerLedger, type ServerLedger } from '../../approval-app/server/server-ledger.ts';
import { ledgerClient } from './ledger-client.ts';
import { type LedgerHouse, membershipOf, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { askForDecision, newArtifact } from './run-records.ts';

const day = 24 * 60 * 60_000;
const bytes = (text: string) => new TextEncoder().encode(text);

/** A run that dies between storing and recording leaves objects that no retention knows of. */
describe('[SVC-41] objects that no record names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-strays-'));
  let house: LedgerHouse;
  let r2: EmbeddedR2;
  let store: EvidenceStore;
  let jobs: ArtifactsService;
  let serverLedger: ServerLedger;
  beforeAll(async () => {
    [house, r2] = await Promise.all([startLedgerHouse(), startR2({ stateDir: folder })]);
    store = createEvidenceStore(r2);
    jobs = createR2(r2);
    serverLedger = createServerLedger(house.host.url, house.serverToken);
    const membership = { ...membershipOf('owner'), actorId: 'workos:user_owner' };
    await house.host.administrate('administration:setMembership', { membership });
  });
  // Each story begins with a walk that is due.
  beforeEach(async () => await house.host.elapse(day));
  afterAll(async () => {
    await Promise.all([house.close(), r2.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const owner = async (name: string, args: Record<string, unknown>) => {
    const token = await house.people.mintAccessToken('user_owner', { org_id: 'org_acme' });
    await ledgerClient(house, token).mutation(name, { ...args, reason: 'because' });
  };
  /** A run with an object that is recorded, one that only its chain names, and one that nothing names. */
  const seeded = async (ends = true) => {
    const propose = house.storage(proposeClaims);
    const { runId, head } = await askForDecision(propose, { expiresInMs: 400 * day });
    const put = async (text: string) =>
      (await jobs.putArtifact(runId, bytes(`${runId} ${text}`), 'text/plain')).sha256;
    const [recorded, sealed, stray] = [await put('log'), await put('list'), await put('lost')];
    await propose.recordEvidenceArtifacts(runId, [newArtifact(runId, recorded)]);
    const seal = link(head, {
      ...{ id: 'event-0000000000005ea1', workflowRunId: runId, traceId: 'a'.repeat(32) },
      ...{ type: 'evidence.sealed', operation: 'seal evidence', status: 'succeeded' },
      ...{ startedAt: Date.now(), artifactRefs: [sealed] },
    });
    await propose.appendProvenanceEvents(runId, head, [seal]);
    if (ends) await propose.transition(runId, 'cancelled');
    return { runId, recorded, sealed, stray };
  };
  const isThere = async (runId: string, sha256: string) =>
    (await jobs.getArtifactMetadata(runId, sha256)) !== undefined;
  const inDays = (days: number) => () => Date.now() + days * day;
  const auditOf = async (runId: string) =>
    JSON.stringify(await house.host.administrate('administration:auditOf', { runId }));

  it('goes after a week; what is recorded, or named by the chain alone, stays', async () => {
    const { runId, recorded, sealed, stray } = await seeded();

    expect(await removeStrays({ serverLedger, store }, inDays(6.9))).toBe(0);
    await house.host.elapse(day);
    expect(await removeStrays({ serverLedger, store }, inDays(8))).toBe(1);

    expect(await isThere(runId, stray)).toBe(false);
    expect([await isThere(runId, recorded), await isThere(runId, sealed)]).toEqual([true, true]);
    expect(await auditOf(runId)).toContain('1 objects that no record names are gone');
  });

  it('stays where its run is at work, or unknown here: that may be the run of another ledger', async () => {
    const { runId, stray } = await seeded(false);
    const foreign = `run-${'f'.repeat(16)}`;
    const { sha256 } = await jobs.putArtifact(foreign, bytes('of somebody else'), 'text/plain');

    expect(await removeStrays({ serverLedger, store }, inDays(400))).toBe(0);

    expect([await isThere(runId, stray), await isThere(foreign, sha256)]).toEqual([true, true]);
  });

  it('stays while its run is on hold, and goes once that is lifted', async () => {
    const { runId, stray } = await seeded();
    await owner('retention:setHold', { runId, held: true });

    expect(await removeStrays({ serverLedger, store }, inDays(8))).toBe(0);
    expect(await isThere(runId, stray)).toBe(true);
    await owner('retention:setHold', { runId, held: false });
    await house.host.elapse(day);
    expect(await removeStrays({ serverLedger, store }, inDays(8))).toBe(1);
  });

  it('of a run whose payloads were deleted nothing stays, not even the list of them', async () => {
    const { runId, recorded, sealed, stray } = await seeded();
    await owner('retention:requestDeletion', { runId });
    expect(await removeStrays({ serverLedger, store }, inDays(8))).toBe(0);
    for (const due of await serverLedger.due(10)) {
      for (const key of due.storageKeys) await store.remove(key);
      await serverLedger.reportDeletion(due.runId);
    }
    await house.host.elapse(day);

    expect(await removeStrays({ serverLedger, store }, inDays(8))).toBe(2);
    for (const sha256 of [recorded, sealed, stray])
      expect(await isThere(runId, sha256)).toBe(false);
  });

  it('one walk a day, a page at a time, and by nobody twice at once', async () => {
    const first = await serverLedger.takeStrays();
    expect([first, await serverLedger.takeStrays()]).toEqual([{ startAfter: '' }, null]);

    const page = await store.list('', 2);
    expect(page.objects).toHaveLength(2);
    expect(page.next).toBe(page.objects[1]?.key);
    await serverLedger.straysDone(page.next, []);

    const seen = page.objects.map(({ key }) => key);
    for (let turn = await serverLedger.takeStrays(); turn; turn = await serverLedger.takeStrays()) {
      const { objects, next } = await store.list(turn.startAfter, 2);
      seen.push(...objects.map(({ key }) => key));
      await serverLedger.straysDone(next, []);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual((await store.list('', 1_000)).objects.map(({ key }) => key));
    await house.host.elapse(day);
    expect(await serverLedger.takeStrays()).toEqual({ startAfter: '' });
  });

  it('what can not be deleted keeps nothing from its turn, and is met again', async () => {
    const [stuck, loose] = [await seeded(), await seeded()];
    const remove = async (key: string) => {
      if (key.includes(stuck.stray)) throw new Error('the store is busy');
      await store.remove(key);
    };

    expect(await removeStrays({ serverLedger, store: { ...store, remove } }, inDays(8))).toBe(1);
    expect(await isThere(loose.runId, loose.stray)).toBe(false);
    await house.host.elapse(day);
    expect(await removeStrays({ serverLedger, store }, inDays(8))).toBe(1);
  });
});
