import type { TreePath } from '../../../action/domain/candidate-patch-set.ts';
import type { RunView } from '../../contract/run-view.ts';
import { pathKey } from '../changes/path-words.ts';
import { count } from '../text/count-words.ts';

interface Progress {
  readonly paths: readonly TreePath[];
  readonly states: ReadonlyMap<string, string>;
  readonly displayed: string | undefined;
}

/** Why Approve is closed right now, for a person; undefined where it is open. */
export function closedBecause(view: RunView, progress: Progress, now: number): string | undefined {
  const { viewer, subject, candidate } = view;
  if (view.killed) return 'the kill switch of this workspace is thrown';
  if (!viewer.mayApprove) return 'your role does not carry decision:approve';
  // An old login is no wall: the dialog leads through a new one.
  if (viewer.whyNotApprove && !viewer.mustReauthenticate) return viewer.whyNotApprove;
  if (subject && now >= subject.expiresAt) return 'the time to decide is over';
  const patchSha256 = subject?.patchSha256 ?? candidate?.patchSha256;
  if (progress.displayed === undefined) return 'the changes were not shown yet, open them first';
  if (progress.displayed !== patchSha256)
    return 'the bytes that this browser was given are not those that are put to decision';
  const unopened = progress.paths.filter((path) => !progress.states.has(pathKey(path)));
  return unopened.length > 0 ? `${count(unopened.length, 'file')} not opened` : undefined;
}
