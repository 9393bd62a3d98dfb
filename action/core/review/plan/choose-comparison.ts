import type { Comparison, ComparisonRequest } from '../../services/change-source.ts';
import type { ReviewSettings } from '../settings/review-settings.ts';

/** What the variables of a CI job say about the pull or merge request that it is for. */
export interface RequestFacts {
  readonly forge: 'github' | 'gitlab';
  /** Number of the pull request, or the merge request's `iid`. */
  readonly number: number;
  readonly baseSha: string;
  readonly headSha: string;
  /** The change comes from another repository: nobody there is trusted here. */
  readonly isFork: boolean;
}

/**
 * `auto` is a pull request where CI says so, else a branch where a base is named, else what is
 * not committed. Names that were given count before those of CI.
 */
export function chooseComparison(
  { mode, baseRef, headRef }: Pick<ReviewSettings, 'mode' | 'baseRef' | 'headRef'>,
  request: RequestFacts | undefined,
): Omit<ComparisonRequest, 'leaveOut'> {
  const chosen = mode === 'auto' ? automatic(baseRef, request) : mode;
  if (chosen === 'staged' || chosen === 'working-tree') return { mode: chosen };
  const named = chosen === 'pr' ? request : undefined;
  return { mode: chosen, baseRef: baseRef ?? named?.baseSha, headRef: headRef ?? named?.headSha };
}

function automatic(
  baseRef: string | undefined,
  request: RequestFacts | undefined,
): Comparison['mode'] {
  if (request) return 'pr';
  return baseRef ? 'branch' : 'working-tree';
}
