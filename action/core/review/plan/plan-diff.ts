import { Failure } from '../../../domain/failure.ts';
import type { ChangeSource, Comparison, ContextProblem } from '../../services/change-source.ts';
import type { ReviewSettings } from '../settings/review-settings.ts';
import type { ChangedFile } from './changed-file.ts';
import { chooseComparison, type RequestFacts } from './choose-comparison.ts';
import { readDiff } from './read-diff.ts';

/** Where the review is. */
export interface ReviewPlace {
  readonly request: RequestFacts | undefined;
  /** The output folder, relative to the repository's top, where it is inside. */
  readonly leaveOut: string | undefined;
}

export type DiffPlan =
  | {
      readonly kind: 'planned';
      readonly comparison: Comparison;
      /** Undefined where the diff is too large to be read at all. */
      readonly files: readonly ChangedFile[] | undefined;
    }
  | ContextProblem;

/** More than any limit lets through; less than what a process can not hold. */
const mostBytes = 256 * 1024 * 1024;

export const hugeDiff = `The diff is larger than ${mostBytes} bytes: review a smaller change.`;

/** What is compared with what, and what that changes. */
export async function planDiff(
  source: Pick<ChangeSource, 'compare' | 'diff'>,
  settings: ReviewSettings,
  { request, leaveOut }: ReviewPlace,
): Promise<DiffPlan> {
  const answer = await source.compare({ ...chooseComparison(settings, request), leaveOut });
  if (answer.kind === 'problem') return answer;
  const { comparison } = answer;
  try {
    const files = readDiff(await source.diff(comparison, mostBytes));
    return { kind: 'planned', comparison, files };
  } catch (error) {
    if (error instanceof Failure && error.code === 'too-large')
      return { kind: 'planned', comparison, files: undefined };
    throw error;
  }
}
