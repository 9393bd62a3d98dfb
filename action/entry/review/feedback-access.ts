import type { FeedbackAccess } from '../../core/review/close-review.ts';
import type { FeedbackMode } from '../../core/review/settings/review-settings.ts';
import type { Environment } from '../environment-reader.ts';
import type { JobFacts } from './request-facts.ts';

/** Who can be told at the forge, or why nobody is. */
export async function feedbackAccess(
  mode: FeedbackMode,
  { request, byHand }: JobFacts,
  _environment: Environment,
): Promise<FeedbackAccess> {
  if (mode === 'artifact-only') return unavailable('ARTIFACT_ONLY');
  if (!request) return unavailable('NO_REQUEST');
  if (mode === 'pr-manual' && !byHand) return unavailable('NOT_STARTED_BY_HAND');
  return unavailable('NO_CREDENTIALS');
}

function unavailable(reasonCode: string): FeedbackAccess {
  return { kind: 'unavailable', reasonCode };
}
