import { type ChangedFile, rightSide } from '../plan/changed-file.ts';

/** Where a finding may point: the lines of the new files that the diff shows. */
export interface RightSide {
  /**
   * The last line that a finding which begins here may end at, at least `from`: undefined where
   * `from` is not in the diff, or the file is none of it.
   */
  within(file: string, from: number, to: number): number | undefined;
  /** The same, kept to the hunk that `from` is in. */
  withinHunk(file: string, from: number, to: number): number | undefined;
}

type Range = NonNullable<ReturnType<typeof rightSide>>;

export function rightSideOf(files: readonly ChangedFile[]): RightSide {
  const byFile = new Map(
    files.map(({ path, hunks }) => [path, hunks.flatMap((hunk) => rightSide(hunk) ?? [])]),
  );
  const rangeAt = (file: string, line: number): Range | undefined =>
    byFile.get(file)?.find(({ first, last }) => first <= line && line <= last);
  const withinHunk: RightSide['withinHunk'] = (file, from, to) => {
    const range = rangeAt(file, from);
    return range && Math.max(from, Math.min(to, range.last));
  };
  return {
    withinHunk,
    within(file, from, to) {
      return rangeAt(file, from) && rangeAt(file, to) ? to : withinHunk(file, from, to);
    },
  };
}
