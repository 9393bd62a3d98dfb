import type { ChangedFile, Hunk } from '../plan/changed-file.ts';

/** A stretch of one file, as one question carries it. */
export interface Piece {
  readonly file: ChangedFile;
  readonly hunks: readonly Hunk[];
}

/** What one question holds of the diff. */
export interface Chunk {
  readonly pieces: readonly Piece[];
  /** UTF-8 bytes of its lines. */
  readonly bytes: number;
}

export const omissions = ['binary', 'submodule', 'file-too-large', 'too-many-chunks'] as const;

/** A file of the scope that the model does not see, or not all of. */
export interface Omission {
  readonly file: string;
  readonly reason: (typeof omissions)[number];
}

/** What is reviewed of a change. */
export interface ReviewScope {
  /** After globs. */
  readonly files: readonly ChangedFile[];
  /** Files that the globs leave out, by intent. */
  readonly excludedCount: number;
  /** UTF-8 bytes of the unified diff of `files`. */
  readonly bytes: number;
  readonly chunks: readonly Chunk[];
  readonly omitted: readonly Omission[];
}

/** Codes of `DIFF_EXTRACTION_ERROR[...]`. */
export type ScopeProblem = 'MAX_FILES_EXCEEDED' | 'MAX_DIFF_BYTES_EXCEEDED' | 'INVALID_LIMIT';

/** Whether text was left out that could have been reviewed. */
export function isPartial(omitted: readonly Omission[]): boolean {
  return omitted.some(({ reason }) => reason === 'file-too-large' || reason === 'too-many-chunks');
}
