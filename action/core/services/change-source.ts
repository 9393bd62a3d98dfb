import type { GitObjectId } from '../../domain/ids.ts';

/** What is compared, once everything is named that has a name. */
export interface Comparison {
  readonly mode: 'pr' | 'branch' | 'staged' | 'working-tree';
  /** The commit that the change starts from; the empty tree where there is no commit yet. */
  readonly baseSha: GitObjectId;
  /** A commit, or the tree of what is not committed. */
  readonly headSha: GitObjectId;
  /**
   * The commit whose configuration counts: the tip of the base, which whoever wrote the change
   * does not control. Undefined where there is no commit yet.
   */
  readonly trustedSha: GitObjectId | undefined;
}

export interface ComparisonRequest {
  readonly mode: Comparison['mode'];
  /** Names of commits; `staged` and `working-tree` use neither. */
  readonly baseRef?: string | undefined;
  readonly headRef?: string | undefined;
  /** Folder inside the repository, relative to its top, that is nobody's change: our output. */
  readonly leaveOut?: string | undefined;
}

/** Codes of `DIFF_CONTEXT_ERROR[...]`. */
export const contextProblems = [
  'NOT_A_REPOSITORY',
  'BASE_REF_MISSING',
  'BASE_REF_UNKNOWN',
  'HEAD_REF_UNKNOWN',
  'NO_MERGE_BASE',
  'UNMERGED_INDEX',
] as const;

export interface ContextProblem {
  readonly kind: 'problem';
  readonly code: (typeof contextProblems)[number];
  /** What is wrong and what to do. */
  readonly tell: string;
}

export type ComparisonAnswer =
  | { readonly kind: 'comparison'; readonly comparison: Comparison }
  | ContextProblem;

/**
 * A work tree and its repository, read and never changed: no file, no index, no object is
 * written there. Contract: nothing of the repository runs (no hook, filter, textconv, monitor).
 * Throws `Failure`, `too-large` where an answer is larger than asked for.
 */
export interface ChangeSource {
  compare(request: ComparisonRequest): Promise<ComparisonAnswer>;
  /**
   * Output of `git diff --raw -z -M -p`: raw records that end with NUL, an empty one, then the
   * unified diff with git's defaults. Empty where nothing changed.
   */
  diff(comparison: Comparison, maxBytes: number): Promise<Uint8Array>;
  /** Paths of the head, as bytes, in git's order. */
  listFiles(comparison: Comparison): Promise<readonly Uint8Array[]>;
  /** A regular file of a commit or tree; undefined where it is none. */
  readFile(treeish: GitObjectId, path: string): Promise<Uint8Array | undefined>;
  /** Removes what was made on the way, outside the repository. */
  close(): Promise<void>;
}
