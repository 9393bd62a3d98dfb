import type { GitObjectId } from '../../../domain/ids.ts';
import type { PullRequestState } from '../../services/source-control-service.ts';

/** Why a decision about a pull request's frozen head says nothing about it now. */
export function whyHeadMoved(
  live: Pick<PullRequestState, 'state' | 'headSha'>,
  frozen: { readonly number: number; readonly headSha: GitObjectId },
): string | undefined {
  if (live.headSha !== frozen.headSha)
    return `The head of pull request #${frozen.number} moved from ${frozen.headSha.slice(0, 12)}, which was approved, to ${live.headSha.slice(0, 12)}. The new head has a run of its own: decide about that one.`;
  if (live.state === 'closed')
    return `Pull request #${frozen.number} was closed: there is nothing to approve any more.`;
  return undefined;
}
