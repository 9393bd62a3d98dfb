import type { Parts, StageOutcome } from '../../attempt.ts';
import { stoppedBySwitch } from '../../cancellation.ts';
import type { KillSwitch } from '../../services/kill-switch.ts';
import type { RepositoryReader } from '../../services/source-control-service.ts';
import { whyStale } from './stale-head.ts';

export interface ConfirmServices {
  readonly reader: Pick<RepositoryReader, 'readPullRequest'>;
  readonly killSwitch: KillSwitch;
}

/**
 * The last look before anybody is asked to decide: a run takes minutes, and meanwhile somebody
 * may have stopped everything, or moved the pull request away from what was judged.
 */
export async function confirm(
  { request, base }: Pick<Parts, 'request' | 'base'>,
  { reader, killSwitch }: ConfirmServices,
): Promise<StageOutcome<Record<never, never>>> {
  const thrown = await killSwitch.thrownBy();
  if (thrown !== undefined) return { stop: stoppedBySwitch(thrown) };
  const { pullRequest } = base;
  if (!pullRequest) return { add: {}, detail: 'nobody stopped it' };
  const live = await reader.readPullRequest(request.repository, pullRequest.number);
  const { headSha } = pullRequest;
  const moved = whyStale(live, { headSha, targetRef: request.targetRef });
  return moved ? { stop: moved } : { add: {}, detail: `the head is still ${headSha.slice(0, 12)}` };
}
