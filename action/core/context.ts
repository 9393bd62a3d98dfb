/** What a run takes from the world besides services; tests pass fixed ones. */
export interface Context {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** `count` random bytes as lower-case hex. */
  readonly randomHex: (count: number) => string;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Values that must appear in no evidence and no text: tokens, keys, grants. */
  readonly secrets: readonly string[];
}
