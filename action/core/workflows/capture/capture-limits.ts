/** What is taken out of a sandbox at most. Beyond is refused, never cut. */
export interface CaptureLimits {
  /** Paths that differ from the base, ignored ones included. */
  readonly listedPaths: number;
  /** All ignore rules together. */
  readonly ruleBytes: number;
  /** Changed files, without ignored ones. */
  readonly files: number;
  /** Their contents together. */
  readonly contentBytes: number;
  /** For each of the two programs that run inside. */
  readonly seconds: number;
}

export const defaultCaptureLimits: CaptureLimits = {
  listedPaths: 300_000,
  ruleBytes: 8 * 1024 * 1024,
  files: 20_000,
  contentBytes: 64 * 1024 * 1024,
  seconds: 180,
};
