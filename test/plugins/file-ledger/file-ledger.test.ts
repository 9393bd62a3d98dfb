import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileLedger } from '../../../action/plugins/file-ledger/create-file-ledger.ts';
import { askForDecision, newIntake, newRun } from '../../approval-app/run-records.ts';

const person = { actorId: 'github:7', decidedAt: 1_000 };

describe('the ledger as files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'patchplane-ledger-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const decision = async (
    asked: Awaited<ReturnType<typeof askForDecision>>,
    answer = 'approved' as const,
  ) =>
    await createFileLedger({ folder, person }).createMergeDecision({
      workflowRunId: asked.runId,
      subjectSha256: asked.subjectSha256,
      answer,
      comment: '',
    });

  it('has one file per run, and nothing beside', async () => {
    const ledger = createFileLedger({ folder });
    const { runId } = await askForDecision(ledger);

    expect(readdirSync(folder)).toEqual([`${runId}.json`]);
  });

  it.each([
    ['no JSON', () => '{'],
    ['half of itself', (text: string) => text.slice(0, text.length / 2)],
    ['another state', (text: string) => text.replace('"awaiting-decision"', '"approved"')],
    ['a field that nobody knows', (text: string) => text.replace('{', '{"more":1,')],
    [
      'the records of another run',
      (text: string) => text.replaceAll(/run-[0-9a-f]{16}/g, `run-${'0'.repeat(16)}`),
    ],
  ])('a file that holds %s is not worked with', async (_, damage) => {
    const { runId } = await askForDecision(createFileLedger({ folder }));
    const file = join(folder, `${runId}.json`);
    writeFileSync(file, damage(readFileSync(file, 'utf8')));

    await expect(createFileLedger({ folder }).readWorkflowTimeline(runId)).rejects.toMatchObject({
      code: 'tampered',
    });
  });

  it.each(['../../etc/passwd', 'run-1', ''])('no path is made of the run id %j', async (runId) => {
    await expect(createFileLedger({ folder }).readWorkflowTimeline(runId)).rejects.toThrow();
  });

  it('a decision needs somebody who decided, and the first one stands', async () => {
    const asked = await askForDecision(createFileLedger({ folder }));
    const { runId: workflowRunId, subjectSha256 } = asked;
    const answer = { workflowRunId, subjectSha256, answer: 'rejected', comment: '' } as const;

    await expect(createFileLedger({ folder }).createMergeDecision(answer)).rejects.toMatchObject({
      code: 'auth',
    });
    const first = await decision(asked);
    expect(first).toMatchObject({ actorId: 'github:7', decidedAt: 1_000 });
    expect(await decision(asked)).toEqual(first);
    await expect(
      createFileLedger({ folder, person }).createMergeDecision(answer),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('what policy does not let pass, nobody approves without a reason', async () => {
    const asked = await askForDecision(createFileLedger({ folder }), {
      outcome: 'changes-requested',
    });

    await expect(decision(asked)).rejects.toMatchObject({ code: 'conflict' });
    const { runId: workflowRunId, subjectSha256 } = asked;
    const overridden = await createFileLedger({ folder, person }).createMergeDecision({
      ...{ workflowRunId, subjectSha256, answer: 'approved', comment: '' },
      overrideReason: 'it is urgent',
    });
    expect(overridden.overrideReason).toBe('it is urgent');
  });

  it('a decision after the time is over ends the run as expired', async () => {
    const asked = await askForDecision(createFileLedger({ folder }), { expiresInMs: 60_000 });
    const late = createFileLedger({ folder, person, now: () => Date.now() + 60_001 });
    const { runId, subjectSha256 } = asked;

    await expect(
      late.createMergeDecision({
        workflowRunId: runId,
        subjectSha256,
        answer: 'approved',
        comment: '',
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await late.readWorkflowTimeline(runId)).run.state).toBe('expired');
  });

  it('a lock that a dead process left does not hold for ever', async () => {
    const lock = join(folder, '.lock');
    writeFileSync(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);

    const { created } = await createFileLedger({ folder }).createWorkflowFromIntake(
      newIntake(),
      newRun(),
    );

    expect(created).toBe(true);
  });
});
