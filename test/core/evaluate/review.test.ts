import { describe, expect, it } from 'vitest';
import { review } from '../../../action/core/workflows/review/review.ts';
import { ReviewRun } from '../../../action/domain/review-run.ts';
import { modified, noChecks, verificationOf } from '../policy/sample.ts';
import { partsOf } from './judged.ts';

const context = { now: () => 5, randomHex: (count: number) => 'ab'.repeat(count) };

describe('review', () => {
  it.each([
    ['passed', verificationOf('passed')],
    ['failed', verificationOf('failed')],
    ['unavailable', verificationOf('error')],
    ['unavailable', noChecks],
  ])('[PRV-08] is %s when that was observed', async (status, verification) => {
    const parts = { ...partsOf({ changes: [modified('a')] }), verification };

    const outcome = await review(parts, undefined, context);

    expect(ReviewRun.parse(outcome.add?.review?.run)).toMatchObject({
      status,
      reviewer: 'patchplane:deterministic',
    });
  });
});
