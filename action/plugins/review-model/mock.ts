import type { ReviewReply } from '../../core/services/review-model.ts';

/** Asks nobody and finds nothing: for trying out everything around a review. */
export async function askMock(): Promise<ReviewReply> {
  return {
    text: '{"summary":{"overall_risk":"low","top_issues":[]},"findings":[]}',
    requestedMode: 'json-schema',
    effectiveMode: 'json-schema',
    truncated: false,
    tokens: { prompt: 0, completion: 0, total: 0 },
    timings: {},
    wallSeconds: 0,
    retries: 0,
  };
}
