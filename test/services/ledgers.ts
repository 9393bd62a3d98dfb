import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProposeStorage, PublishStorage } from '../../action/core/services/storage-service.ts';
import { createFileLedger } from '../../action/plugins/file-ledger/create-file-ledger.ts';
import { ledgerClient } from '../approval-app/ledger-client.ts';
import { proposeClaims, publishClaims, startLedgerHouse } from '../approval-app/ledger-house.ts';
import { type Asked, answerTo } from '../approval-app/run-records.ts';

/** One ledger, as both jobs and a person who decides see it. */
export interface Ledger {
  readonly propose: ProposeStorage;
  readonly publish: PublishStorage;
  decide(asked: Asked, answer: 'approved' | 'rejected', overrideReason?: string): Promise<unknown>;
  countRuntimeEvents(runId: string): Promise<unknown>;
  /** As its readers have them: the run's page, or whoever opens the file. */
  findingsOf(runId: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Every implementation of StorageService; each has to pass the same contract. */
export const ledgers: readonly (readonly [string, () => Promise<Ledger>])[] = [
  ['Convex over sockets', openConvexLedger],
  ['files in a folder', openFileLedger],
];

async function openConvexLedger(): Promise<Ledger> {
  const house = await startLedgerHouse();
  return {
    propose: house.storage(proposeClaims),
    publish: house.storage(publishClaims),
    decide: async (asked, answer, overrideReason) => {
      const reviewer = ledgerClient(house, await house.people.mintAccessToken('user_reviewer'));
      return await reviewer.mutation('decisions:decide', {
        ...answerTo(asked),
        answer,
        comment: 'looked at it',
        ...(overrideReason === undefined ? {} : { overrideReason }),
      });
    },
    countRuntimeEvents: async (runId) =>
      await house.host.administrate('administration:countRuntimeEvents', { runId }),
    findingsOf: async (runId) => {
      const reviewer = ledgerClient(house, await house.people.mintAccessToken('user_reviewer'));
      return Reflect.get(Object(await reviewer.query('page:view', { runId })), 'findings');
    },
    close: async () => await house.close(),
  };
}

const Kept = z.object({ runtimeEvents: z.array(z.unknown()), findings: z.array(z.unknown()) });

async function openFileLedger(): Promise<Ledger> {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-ledger-'));
  const open = () => createFileLedger({ folder });
  const kept = (runId: string) =>
    Kept.parse(JSON.parse(readFileSync(join(folder, `${runId}.json`), 'utf8')));
  return {
    propose: open(),
    // Another process would open the same folder again.
    publish: open(),
    decide: async ({ runId, subjectSha256 }, answer, overrideReason) =>
      await createFileLedger({
        folder,
        person: { actorId: 'github:7', decidedAt: Date.now() },
      }).createMergeDecision({
        workflowRunId: runId,
        subjectSha256,
        answer,
        comment: 'looked at it',
        ...(overrideReason === undefined ? {} : { overrideReason }),
      }),
    countRuntimeEvents: async (runId) => kept(runId).runtimeEvents.length,
    findingsOf: async (runId) => kept(runId).findings,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
