import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openPeopleLine, type PeopleLine } from '../../../action/core/workflows/run/people-line.ts';
import type { ControlRequest } from '../../../action/domain/agent-control.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { Failure } from '../../../action/domain/failure.ts';
import { createFileLedger } from '../../../action/plugins/file-ledger/create-file-ledger.ts';
import { newIntake, newRun } from '../../approval-app/run-records.ts';

let folder: string;
let line: PeopleLine | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchplane-line-'));
});
afterEach(async () => {
  await line?.close();
  rmSync(folder, { recursive: true, force: true });
});

function saying(comment: number, kind: ControlRequest['kind'] = 'steer'): ControlRequest {
  const text = `words ${comment}`;
  return {
    key: `comment:${comment}`,
    kind,
    actorId: 'github:99',
    via: 'comment',
    requestedAt: comment,
    ...(kind === 'abort' ? {} : { text, textSha256: sha256Hex(text) }),
  };
}

/** A line over a real ledger; comments are what the test says. */
async function open() {
  const storage = createFileLedger({ folder });
  const { run } = await storage.createWorkflowFromIntake(newIntake(), newRun());
  const comments: ControlRequest[] = [];
  const told: string[] = [];
  const trouble: string[] = [];
  let forge: Failure | undefined;
  line = openPeopleLine({
    runId: run.id,
    storage,
    comments: {
      source: {
        listControls: async () => {
          if (forge) throw forge;
          return comments;
        },
      },
      place: {
        repository: { externalId: '42', owner: 'acme', name: 'api' },
        issueNumber: 482,
        since: 0,
      },
    },
    onTold: async ({ kind, sequence }, { status }) =>
      void told.push(`${kind} ${sequence} ${status}`),
    onTrouble: ({ tell }) => void trouble.push(tell),
    now: Date.now,
    pace: { queue: 5, comments: 0 },
  });
  return {
    line,
    storage,
    runId: run.id,
    comments,
    told,
    trouble,
    breakForge: (failure: Failure | undefined) => {
      forge = failure;
    },
    outcomes: async () => (await storage.readControls(run.id, 0)).map(({ outcome }) => outcome),
  };
}

function agent(refusal?: Failure) {
  const heard: string[] = [];
  return {
    heard,
    async tell({ kind, text }: { kind: string; text?: string | undefined }) {
      if (refusal) throw refusal;
      heard.push(text ?? kind);
    },
  };
}

it('[PRD-10] hands over what is said in the app and in comments, each once and in order', async () => {
  const { line, storage, runId, comments, told, outcomes } = await open();
  const ear = agent();
  line.connect(ear);

  await storage.recordControl(runId, { ...saying(1), key: 'app:1', via: 'app' });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  comments.push(saying(2), saying(3));
  await vi.waitFor(() => expect(told).toHaveLength(3));

  expect(ear.heard).toEqual(['words 1', 'words 2', 'words 3']);
  expect(told).toEqual(['steer 1 delivered', 'steer 2 delivered', 'steer 3 delivered']);
  expect(await outcomes()).toMatchObject(Array(3).fill({ status: 'delivered' }));
});

it('waits for an agent, and stops one that only starts after the abort', async () => {
  const { line, comments, told } = await open();
  comments.push(saying(1, 'abort'));
  const first = agent();
  const late = agent();

  expect(told).toEqual([]);
  line.connect(first);
  await vi.waitFor(() => expect(told).toEqual(['abort 1 delivered']));
  line.connect(late);

  await vi.waitFor(() => expect(late.heard).toEqual(['abort']));
  expect(first.heard).toEqual(['abort']);
});

it('what the agent refused is told as refused, with its reason', async () => {
  const { line, comments, told, outcomes } = await open();
  line.connect(agent(new Failure({ code: 'invalid-answer', tell: 'It is busy.' })));

  comments.push(saying(1));

  await vi.waitFor(() => expect(told).toEqual(['steer 1 refused']));
  expect(await outcomes()).toMatchObject([{ status: 'refused', because: 'It is busy.' }]);
});

it('of several agents one that hears it is enough', async () => {
  const { line, comments, told } = await open();
  const ear = agent();
  line.connect(agent(new Failure({ code: 'timeout', tell: 'No answer.' })));
  line.connect(ear);

  comments.push(saying(1));

  await vi.waitFor(() => expect(told).toEqual(['steer 1 delivered']));
  expect(ear.heard).toEqual(['words 1']);
});

it('what comes when nobody listens any more is written down as too late', async () => {
  const { line, storage, runId, told, outcomes } = await open();
  line.connect(agent())();
  await storage.recordControl(runId, saying(1));

  await line.close();

  expect(told).toEqual(['steer 1 refused']);
  expect(await outcomes()).toMatchObject([
    { status: 'refused', because: 'The agent was done before this reached it.' },
  ]);
});

it('a forge that does not answer ends nothing: the next look finds what was said', async () => {
  const { line, comments, told, trouble, breakForge } = await open();
  breakForge(new Failure({ code: 'unavailable', tell: 'GitHub is down.', retryable: true }));
  line.connect(agent());
  comments.push(saying(1));

  await vi.waitFor(() => expect(trouble).toContain('GitHub is down.'));
  breakForge(undefined);

  await vi.waitFor(() => expect(told).toEqual(['steer 1 delivered']));
});
