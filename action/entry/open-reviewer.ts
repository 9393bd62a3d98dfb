import type { Context } from '../core/context.ts';
import { createReviewService } from '../core/review/create-review-service.ts';
import type { ReviewService } from '../core/services/review-service.ts';
import type { ReviewerInputs } from './reviewer.ts';

/** The reviewer of a run that asked for one; its client is loaded when it is first wanted. */
export function openReviewer(
  inputs: ReviewerInputs | undefined,
  context: Context,
): ReviewService | undefined {
  if (!inputs) return undefined;
  const { words, credentials } = inputs;
  return createReviewService(
    {
      words,
      async openModel(settings) {
        const { createReviewModel } = await import(
          '../plugins/review-model/create-review-model.ts'
        );
        return createReviewModel(settings, credentials);
      },
    },
    context,
  );
}
