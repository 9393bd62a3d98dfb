import type { TrustReport } from '../../../domain/trust-report.ts';
import type { CheckConclusion } from '../../services/source-control-service.ts';

/**
 * How the check ends; undefined while nothing is decided, since a check that waits for a person
 * is in progress: a required check then holds the merge, and nobody reads it as a failure.
 *
 *   published, tests passed, no override   success
 *   published otherwise                    neutral
 *   changes requested                      action_required
 *   rejected, blocked, refused, failed     failure
 *   cancelled                              cancelled
 *   expired                                timed_out
 */
export function conclusionOf({
  run,
  decision,
  publication,
  tests,
}: TrustReport): CheckConclusion | undefined {
  switch (run.state) {
    case 'published':
      return decision.overrideReason || tests.candidate.status !== 'passed' ? 'neutral' : 'success';
    case 'rejected':
      return decision.status === 'changes-requested' ? 'action_required' : 'failure';
    case 'blocked':
    case 'refused':
    case 'failed':
      return 'failure';
    case 'cancelled':
      return 'cancelled';
    case 'expired':
      return 'timed_out';
    default:
      return publication.error ? 'failure' : undefined;
  }
}
