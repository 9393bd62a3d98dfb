/** How large a candidate may be. Beyond it is refused, never cut. */
export interface CandidateLimits {
  readonly files: number;
  /** All contents together. */
  readonly contentBytes: number;
  readonly patchBytes: number;
  readonly pathBytes: number;
  /** For the evaluation of ignore rules, which can be written to take for ever. */
  readonly ignoreSeconds: number;
}

export const defaultLimits: CandidateLimits = {
  files: 20_000,
  contentBytes: 64 * 1024 * 1024,
  patchBytes: 128 * 1024 * 1024,
  pathBytes: 4_096,
  ignoreSeconds: 20,
};
