/** One run of lines of a diff. A line begins with its mark: space, `+`, `-` or `\`. */
export interface Hunk {
  /** First line in the old file, and in the new one; 0 where that side has none. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly string[];
}

/** What the diff says about one path. */
export interface ChangedFile {
  /** As `displayPath` writes it: an ordinary path is itself. */
  readonly path: string;
  /** Where a rename or copy took it from. */
  readonly oldPath?: string | undefined;
  readonly status: 'added' | 'deleted' | 'modified' | 'renamed' | 'copied' | 'type-changed';
  /** No text to read: binary contents, or a submodule. */
  readonly kind: 'text' | 'binary' | 'submodule';
  /** UTF-8 bytes of this file's part of the unified diff. */
  readonly bytes: number;
  readonly insertions: number;
  readonly deletions: number;
  readonly hunks: readonly Hunk[];
}

/** Lines of the new file that a hunk shows, both included; undefined where it shows none. */
export function rightSide({
  newStart,
  lines,
}: Hunk): { readonly first: number; readonly last: number } | undefined {
  const shown = lines.filter((line) => line[0] === '+' || line[0] === ' ').length;
  return shown === 0 ? undefined : { first: newStart, last: newStart + shown - 1 };
}
