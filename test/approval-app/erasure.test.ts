import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type ClockHouse, openClockHouse } from './clock-house.ts';
import { askForDecision, newArtifact } from './run-records.ts';

const day = 24 * 60 * 60_000;
const because = { reason: 'it holds a name' };

/** What is to be deleted, and when; that it is gone then is tested on R2's own wire. */
describe('[SVC-41] erasing', () => {
  let house: ClockHouse;
  beforeAll(async () => {
    house = await openClockHouse();
    await house.join('owner', 'owner', '9');
    await house.join('reader', 'reviewer', '10');
  });
  afterAll(async () => await house.close());

  /** A run with so many payloads; `asks`: it waits for a decision. */
  const kept = async (payloads = 1, ends = true) => {
    const { runId } = await askForDecision(house.propose, { expiresInMs: 400 * day });
    await house.propose.recordEvidenceArtifacts(
      runId,
      Array.from({ length: payloads }, (_, at) => newArtifact(runId, sha256Hex(`${runId} ${at}`))),
    );
    if (ends) await house.propose.transition(runId, 'cancelled');
    return runId;
  };
  const later = (ms: number) => house.at(Date.now() + ms);
  const sweep = async () => await house.ledger.runInternal('retention:sweep', {});
  const due = async (): Promise<{ runId: string; storageKeys: string[] }[]> =>
    JSON.parse(JSON.stringify(await house.serverQuery('retention:due', { limit: 100 })));
  const report = async (runId: string, error?: string) =>
    await house.serverMutation('retention:report', { runId, ...(error ? { error } : {}) });
  const dueRuns = async () => (await due()).map(({ runId }) => runId);
  const finishAll = async () => {
    for (let turn = 0; turn < 20; turn += 1)
      for (const runId of await dueRuns()) await report(runId);
  };
  const ofRun = (table: string, runId: string) =>
    house.ledger.exportRows(table).find((row) => row.includes(runId));
  /** As its row has it: of many changes in one millisecond each has a later one of its own. */
  const endedAt = (runId: string) => {
    const row = JSON.parse(ofRun('inboxEntries', runId) ?? '{}');
    return z.looseObject({ updatedAt: z.number() }).parse(row).updatedAt;
  };
  const auditOf = async (runId: string) =>
    JSON.stringify(await house.ledger.runInternal('administration:auditOf', { runId }));

  it('a run goes so many days after it ended, also where it was made long before', async () => {
    const [waiting, old] = [await kept(1, false), await kept()];
    await house.change('owner', 'workspaces:setSafety', { retentionDays: 30 });
    house.at(endedAt(old) + 30 * day);
    expect(await sweep()).toBe(0);
    later(1);
    expect(await sweep()).toBe(1);
    expect(await dueRuns()).toEqual([old]);

    // It was asked about before that sweep and ended after it: its turn comes all the same.
    await house.propose.transition(waiting, 'cancelled');
    house.at(endedAt(waiting) + 30 * day + 1);
    expect(await sweep()).toBe(1);
    expect(await dueRuns()).toEqual([old, waiting]);
    expect(await sweep()).toBe(0);
    await finishAll();
  });

  it('what is on hold stays until somebody lifts that, and says so', async () => {
    const runId = await kept();
    await house.change('owner', 'retention:setHold', { runId, held: true, ...because });
    later(31 * day);

    expect(await sweep()).toBe(0);
    await expect(
      house.change('owner', 'retention:requestDeletion', { runId, ...because }),
    ).rejects.toThrow('on hold');
    await expect(
      house.change('reader', 'retention:setHold', { runId, held: false, ...because }),
    ).rejects.toThrow('repo:connect');
    await house.change('owner', 'retention:setHold', { runId, held: false, ...because });
    expect(await sweep()).toBe(1);
    expect(await auditOf(runId)).toMatch(/payloads\.hold.*payloads\.release.*payloads\.plan/);
    await finishAll();
  });

  it('what can not be deleted is tried again, later and later, and keeps nobody from their turn', async () => {
    const [broken, fine] = [await kept(), await kept()];
    for (const runId of [broken, fine])
      await house.change('owner', 'retention:requestDeletion', { runId, ...because });

    await report(broken, 'the store is not there');
    expect(await dueRuns()).toEqual([fine]);
    await report(fine);
    later(5 * 60_000);
    expect(await dueRuns()).toEqual([broken]);
    await report(broken, 'the store is not there');
    later(9 * 60_000);
    expect(await dueRuns()).toEqual([]);
    later(60_000);
    await report(broken);

    expect(await dueRuns()).toEqual([]);
    expect(await auditOf(broken)).toContain('1 payloads are gone: it holds a name');
    await report(broken);
    expect((await auditOf(broken)).match(/payloads\.delete/g)).toHaveLength(1);
  });

  it('a run of very many payloads goes in turns, and is gone when all of them are', async () => {
    const runId = await kept(1_234);
    await house.change('owner', 'retention:requestDeletion', { runId, ...because });
    const keys = new Set<string>();
    let turns = 0;
    for (let [next] = await due(); next; [next] = await due()) {
      for (const key of next.storageKeys) keys.add(key);
      expect(await auditOf(runId)).not.toContain('payloads.delete');
      await report(runId);
      turns += 1;
    }

    expect(turns).toBe(3);
    expect(keys.size).toBe(1_234);
    expect(await auditOf(runId)).toContain('1234 payloads are gone');
  });

  it('a repository is shut out and erased; what waits there is void, and goes with the rest', async () => {
    const [ended, waiting] = [await kept(), await kept(1, false)];
    await expect(
      house.change('reader', 'erasures:erase', { repositoryId: 'github:42', ...because }),
    ).rejects.toThrow('repo:connect');
    await expect(
      house.change('owner', 'erasures:erase', { repositoryId: 'github:43', ...because }),
    ).rejects.toThrow('no such repository');
    await house.change('owner', 'erasures:erase', { repositoryId: 'github:42', ...because });

    expect(await auditOf(waiting)).toContain('decision.void');
    expect(ofRun('workflowRuns', waiting)).toMatch(
      /"state":"cancelled".*repository was erased by workos:user_owner/,
    );
    expect(ofRun('closings', waiting)).toContain('"status":"due"');
    await expect(house.propose.transition(waiting, 'cancelled')).rejects.toMatchObject({
      code: 'auth',
    });
    await sweep();
    expect((await dueRuns()).toSorted()).toEqual([ended, waiting].toSorted());
    await finishAll();
    await sweep();
    expect(house.ledger.exportRows('erasures').join()).toContain('"status":"done"');
    expect(
      house.ledger.exportRows('evidenceArtifacts').filter((row) => !row.includes('deletedAt')),
    ).toEqual([]);
    // What was decided about which bytes is still to be read.
    expect(house.ledger.exportRows('provenanceEvents').length).toBeGreaterThan(0);
  });

  it('a workspace is erased: what waits anywhere in it is void in that moment', async () => {
    const active = { repositoryId: 'github:42', active: true };
    await house.change('owner', 'repositories:setActive', active);
    const waiting = await kept(1, false);

    await house.change('owner', 'erasures:erase', { repositoryId: null, ...because });

    expect(ofRun('workflowRuns', waiting)).toMatch(/"state":"cancelled".*workspace was erased/);
    await house.change('owner', 'repositories:setActive', active);
    expect((await house.propose.readWorkflowTimeline(waiting)).events.at(-1)).toMatchObject({
      ...{ type: 'decision.void', status: 'blocked' },
    });
  });
});
