import type { GitObjectId } from '../../../domain/ids.ts';
import type { Stop } from '../../attempt.ts';
import type { PullRequestState } from '../../services/source-control-service.ts';

/** What a run about a pull request was asked about. */
export interface FrozenHead {
  readonly headSha: GitObjectId;
  readonly targetRef: string;
}

/**
 * Why a pull request is not any more what this run is about, or undefined. Somebody pushed,
 * retargeted or closed it: that is nobody's failure, and nothing may be said about the rest.
 */
export function whyStale(
  { state, headSha, baseRef }: Pick<PullRequestState, 'state' | 'headSha' | 'baseRef'>,
  frozen: FrozenHead,
): Stop | undefined {
  if (headSha !== frozen.headSha) {
    return stale(
      `The head of the pull request moved from ${short(frozen.headSha)} to ${short(headSha)}; this run is about the old one. The new head gets a run of its own.`,
    );
  }
  if (state === 'closed')
    return stale('The pull request was closed, so there is nothing to judge.');
  if (`refs/heads/${baseRef.replace(/^refs\/heads\//, '')}` !== frozen.targetRef) {
    return stale(
      'The pull request has another target branch than it had when this run began. Push to it or open it again to have it judged against the new one.',
    );
  }
  return undefined;
}

function stale(reason: string): Stop {
  return { state: 'cancelled', category: 'stale', reason };
}

function short(commit: GitObjectId): string {
  return commit.slice(0, 12);
}
