import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposeStorage } from '../../action/core/services/storage-service.ts';
import type { ReviewFinding } from '../../action/domain/review-finding.ts';
import type { ReviewRun } from '../../action/domain/review-run.ts';
import { newCandidate, newIntake, newRun } from '../approval-app/run-records.ts';
import { type Ledger, ledgers } from './ledgers.ts';

/** What a run leaves of what it made and of who looked at it. */
describe.each(ledgers)('candidates and reviews: %s', (_, open) => {
  let ledger: Ledger;
  let propose: ProposeStorage;

  beforeAll(async () => {
    ledger = await open();
    propose = ledger.propose;
  });
  afterAll(async () => await ledger.close());

  const started = async () => (await propose.createWorkflowFromIntake(newIntake(), newRun())).run;

  it('[SVC-12] keeps a review with its findings once, and none of another run', async () => {
    const [run, other] = [await started(), await started()];
    const review: ReviewRun = {
      id: `review-${'a'.repeat(16)}`,
      workflowRunId: run.id,
      candidatePatchSetId: newCandidate(run.id).id,
      kind: 'llm',
      reviewer: 'scripted-1',
      status: 'passed',
      startedAt: 1,
      createdAt: 2,
    };
    const finding: ReviewFinding = {
      id: `finding-${'b'.repeat(16)}`,
      workflowRunId: run.id,
      reviewRunId: review.id,
      severity: 'low',
      category: 'style',
      message: 'A name says too little.',
      createdAt: 2,
    };

    await propose.createReviewRun(review, [finding]);
    await propose.createReviewRun(review, [finding]);

    expect(await ledger.findingsOf(run.id)).toEqual([finding]);
    await expect(
      propose.createReviewRun({ ...review, status: 'failed' }, []),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      propose.createReviewRun({ ...review, id: `review-${'c'.repeat(16)}` }, [
        { ...finding, id: `finding-${'d'.repeat(16)}`, workflowRunId: other.id },
      ]),
    ).rejects.toMatchObject({ code: 'invalid-answer' });
    expect(await ledger.findingsOf(other.id)).toEqual([]);
  });

  it('[SVC-11] keeps the first 500 changes of a candidate, with the number of all', async () => {
    const run = await started();
    const small = newCandidate(run.id);
    const changes = Array.from({ length: 1_200 }, () => small.changes).flat();
    const stats = { ...small.stats, filesChanged: changes.length };

    await propose.createCandidatePatchSet({ ...small, changes, stats });

    const { candidate } = await propose.readWorkflowTimeline(run.id);
    expect(candidate?.changes).toHaveLength(500);
    expect(candidate?.stats.filesChanged).toBe(1_200);
  });
});
