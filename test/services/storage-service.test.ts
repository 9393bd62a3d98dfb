import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposeStorage, PublishStorage } from '../../action/core/services/storage-service.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { chainStart } from '../../action/domain/provenance-event.ts';
import type { WorkflowIntake } from '../../action/domain/workflow-intake.ts';
import {
  type LedgerHouse,
  proposeClaims,
  publishClaims,
  startLedgerHouse,
} from '../approval-app/ledger-house.ts';
import {
  askForDecision,
  newArtifact,
  newCandidate,
  newEvents,
  newIntake,
  newRun,
  newRuntimeEvent,
  newVerdict,
} from '../approval-app/run-records.ts';
import { type Ledger, ledgers } from './ledgers.ts';

/** The contract of StorageService. */
describe.each(ledgers)('storage service: %s', (_, open) => {
  let ledger: Ledger;
  let propose: ProposeStorage;

  beforeAll(async () => {
    ledger = await open();
    propose = ledger.propose;
  });
  afterAll(async () => await ledger.close());

  const started = async () => (await propose.createWorkflowFromIntake(newIntake(), newRun())).run;

  it('[SVC-06] the same delivery makes one run, also 20 times at once', async () => {
    const intake = newIntake();

    const answers = await Promise.all(
      Array.from(
        { length: 20 },
        async () => await propose.createWorkflowFromIntake(intake, newRun()),
      ),
    );

    expect(answers.filter((answer) => answer.created)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.run.id)).size).toBe(1);
  });

  it('[SVC-05] a prompt that nobody wrote on a forge makes a run as an event does, once', async () => {
    const { issue: _issue, ...externalRef } = newIntake().externalRef;
    const prompted: WorkflowIntake = { ...newIntake(), source: 'app', externalRef };

    const first = await propose.createWorkflowFromPrompt(prompted, newRun());
    const again = await propose.createWorkflowFromPrompt(prompted, newRun());

    expect(first).toMatchObject({ created: true, run: { state: 'received', attemptNumber: 1 } });
    expect(again).toEqual({ created: false, run: first.run });
  });

  it('[SVC-07] lists the newest runs of the calling repository first', async () => {
    const first = await started();
    const second = await started();

    const recent = await propose.listRecentWorkflowStarts(2);

    expect(recent.map((run) => run.id)).toEqual([second.id, first.id]);
  });

  it('writes down whose further attempt a run is, once and before anything was done', async () => {
    const parent = await started();
    const run = await started();
    const lineage = {
      parentWorkflowRunId: parent.id,
      rootWorkflowRunId: parent.id,
      attemptNumber: 2,
    };

    expect(await propose.recordLineage(run.id, lineage)).toMatchObject(lineage);
    expect(await propose.recordLineage(run.id, lineage)).toMatchObject(lineage);

    expect((await propose.readWorkflowTimeline(run.id)).run).toMatchObject(lineage);
    const conflict = { code: 'conflict' };
    const other = { ...lineage, attemptNumber: 3 };
    await expect(propose.recordLineage(run.id, other)).rejects.toMatchObject(conflict);
    const itself = { ...lineage, parentWorkflowRunId: parent.id };
    await expect(propose.recordLineage(parent.id, itself)).rejects.toMatchObject(conflict);
    const late = await started();
    await propose.transition(late.id, 'provisioning');
    await expect(propose.recordLineage(late.id, lineage)).rejects.toMatchObject(conflict);
  });

  it('[TST-14] refuses an edge that the state table has not, and repeats one without change', async () => {
    const run = await started();

    await expect(propose.transition(run.id, 'evaluating')).rejects.toMatchObject({
      code: 'conflict',
    });
    await propose.transition(run.id, 'provisioning', { baseSha: 'a'.repeat(40) });
    const again = await propose.transition(run.id, 'provisioning');
    expect(again).toMatchObject({ state: 'provisioning', sourceBaseSha: 'a'.repeat(40) });
  });

  it.each(['awaiting-decision', 'publishing', 'published', 'rejected'] as const)(
    'a propose job can not name the state %s',
    async (state) => {
      const { runId } = await askForDecision(propose);

      await expect(propose.transition(runId, state)).rejects.toMatchObject({
        code: 'invalid-answer',
      });
    },
  );

  it('[SVC-09] appends to the head or not at all; the same events again are no change', async () => {
    const run = await started();
    const start = chainStart(run.id);
    const events = newEvents(run.id, start, 3);
    const rivals = newEvents(run.id, start, 2);

    const head = await propose.appendProvenanceEvents(run.id, start, events);
    const repeated = await propose.appendProvenanceEvents(run.id, start, events);

    expect(repeated).toEqual(head);
    await expect(propose.appendProvenanceEvents(run.id, start, rivals)).rejects.toMatchObject({
      code: 'conflict',
    });
    const { events: stored } = await propose.readWorkflowTimeline(run.id);
    expect(stored).toEqual(events);
  });

  it('of 20 rival appends to one head, one goes in', async () => {
    const run = await started();
    const start = chainStart(run.id);

    const answers = await Promise.allSettled(
      Array.from(
        { length: 20 },
        async () =>
          await propose.appendProvenanceEvents(run.id, start, newEvents(run.id, start, 1)),
      ),
    );

    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  });

  it('takes no event that was changed after it was linked', async () => {
    const run = await started();
    const start = chainStart(run.id);
    const [event] = newEvents(run.id, start, 1);

    const forged = event ? [{ ...event, operation: 'something else' }] : [];

    await expect(propose.appendProvenanceEvents(run.id, start, forged)).rejects.toMatchObject({
      code: 'invalid-answer',
    });
  });

  it('[SVC-08] takes many runtime events in batches, each once', async () => {
    const run = await started();
    const events = Array.from({ length: 450 }, (_, line) => newRuntimeEvent(run.id, line));

    await propose.appendRuntimeEvents(run.id, events);
    await propose.appendRuntimeEvents(run.id, events.slice(100, 300));

    expect(await ledger.countRuntimeEvents(run.id)).toBe(450);
  });

  it('an event that says no line of its stream is known by its key', async () => {
    const run = await started();
    const { sourceLine: _line, ...event } = newRuntimeEvent(run.id, 1);

    await propose.appendRuntimeEvents(run.id, [event, event]);
    await propose.appendRuntimeEvents(run.id, [event]);

    expect(await ledger.countRuntimeEvents(run.id)).toBe(1);
  });

  it('[SVC-10] [SVC-11] [SVC-15] reads back artifacts, candidate and verdict as they were written', async () => {
    const run = await started();
    const artifact = newArtifact(run.id, sha256Hex('diff'));
    const candidate = newCandidate(run.id);
    const verdict = newVerdict();

    for (let twice = 0; twice < 2; twice += 1) {
      await propose.recordEvidenceArtifacts(run.id, [artifact]);
      await propose.createCandidatePatchSet(candidate);
      await propose.recordPolicyVerdict(run.id, verdict);
    }

    const timeline = await propose.readWorkflowTimeline(run.id);
    expect(timeline.artifacts).toEqual([artifact]);
    expect(timeline.candidate).toEqual(candidate);
    expect(timeline.verdict).toEqual(verdict);
  });

  it('what was written once is not written over', async () => {
    const run = await started();
    await propose.createCandidatePatchSet(newCandidate(run.id));
    await propose.recordPolicyVerdict(run.id, newVerdict());

    await expect(
      propose.createCandidatePatchSet(newCandidate(run.id, 'another patch')),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(propose.recordPolicyVerdict(run.id, newVerdict('approve'))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('[PRV-11] refuses a payload in disguise', async () => {
    const run = await started();
    const verdict = newVerdict();
    const [finding] = verdict.findings;
    const huge = finding ? [{ ...finding, message: 'x'.repeat(300_000) }] : [];

    await expect(
      propose.recordPolicyVerdict(run.id, { ...verdict, findings: huge }),
    ).rejects.toMatchObject({ code: 'too-large' });
  });

  it.each([
    ['patch', { patchSha256: sha256Hex('other') }],
    ['result tree', { resultTree: 'b'.repeat(40) }],
    ['policy digest', { policyDigest: sha256Hex('other') }],
    ['policy outcome', { policyOutcome: 'approve' as const }],
    ['target', { targetRef: 'refs/heads/other' }],
    ['provenance head', { provenanceHead: sha256Hex('other') }],
    ['expiry', { expiresAt: 1 }],
  ])('nobody is asked about a subject with another %s than the ledger holds', async (_, change) => {
    const { subject } = await askForDecision(propose);
    const run = await started();
    for (const state of ['provisioning', 'running', 'verifying', 'evaluating'] as const)
      await propose.transition(run.id, state);
    await propose.createCandidatePatchSet(newCandidate(run.id));
    await propose.recordPolicyVerdict(run.id, newVerdict());
    const start = chainStart(run.id);
    const head = await propose.appendProvenanceEvents(run.id, start, newEvents(run.id, start, 1));
    const own = {
      runId: run.id,
      provenanceHead: head.hash,
      nonce: randomBytes(16).toString('hex'),
    };
    const honest = { ...subject, ...own };

    await expect(propose.requestDecision(run.id, { ...honest, ...change })).rejects.toMatchObject({
      code: 'conflict',
    });
    await propose.requestDecision(run.id, honest);
    expect((await propose.readWorkflowTimeline(run.id)).run.state).toBe('awaiting-decision');
  });
});

/** What only a ledger that jobs share can promise: it knows who calls. */
describe('storage service in Convex', () => {
  let house: LedgerHouse;
  let propose: ProposeStorage;
  let publish: PublishStorage;

  beforeAll(async () => {
    house = await startLedgerHouse();
    propose = house.storage(proposeClaims);
    publish = house.storage(publishClaims);
  });
  afterAll(async () => await house.close());

  const started = async () => (await propose.createWorkflowFromIntake(newIntake(), newRun())).run;

  it('takes workspace and GitHub run from enrolment and token, not from the caller', async () => {
    const run = await started();

    expect(run).toMatchObject({
      workspaceId: 'workos:org_acme',
      githubRunId: '1001',
      workflowRef: proposeClaims.job_workflow_ref,
      state: 'received',
    });
  });

  it('[SEC-13] a run of another GitHub run or repository is out of reach', async () => {
    const run = await started();
    const otherRun = house.storage({ ...proposeClaims, run_id: '5555' });

    await expect(otherRun.transition(run.id, 'provisioning')).rejects.toMatchObject({
      code: 'auth',
    });
    await expect(publish.readWorkflowTimeline(`run-${'0'.repeat(16)}`)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
