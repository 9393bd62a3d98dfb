/** How long and how much the trusted side is willing to listen. */
export interface VerifyLimits {
  /** For git itself, per command. */
  readonly gitTimeoutSeconds: number;
  /** Per stream of one check; beyond it the check is an error, never a pass. */
  readonly maxOutputBytes: number;
  /** Of a report file, or of a screenshot; beyond it the check is an error as well. */
  readonly maxReportBytes: number;
}

export const defaultVerifyLimits: VerifyLimits = {
  gitTimeoutSeconds: 120,
  maxOutputBytes: 8 * 1024 * 1024,
  maxReportBytes: 32 * 1024 * 1024,
};
