import type { Severity } from '../../../domain/review-finding.ts';
import type { ProviderSettings } from '../../services/review-model.ts';

export const reviewModes = ['auto', 'pr', 'branch', 'staged', 'working-tree'] as const;
export type ReviewMode = (typeof reviewModes)[number];

export const feedbackModes = ['artifact-only', 'pr', 'pr-manual'] as const;
export type FeedbackMode = (typeof feedbackModes)[number];

export const contextModes = ['diff-only', 'diff+semantic'] as const;
export type ContextMode = (typeof contextModes)[number];

export type FailOn = 'none' | Severity;

/** An instruction of `.ai-review.yml`. It goes into prompts and into no artifact. */
export interface ReviewRule {
  readonly id: string;
  readonly severity?: 'error' | 'warning' | 'info' | undefined;
  /** Empty: all files. */
  readonly scope: readonly string[];
  readonly instruction: string;
}

export interface ReviewLimits {
  readonly maxFiles: number;
  /** UTF-8 bytes of the unified diff. */
  readonly maxDiffBytes: number;
  /** A file whose part of the diff is larger is left out and counted. */
  readonly maxFileBytes: number;
  /** What one question holds of the diff. */
  readonly chunkBytes: number;
  readonly maxChunks: number;
}

/** Everything that a review does, resolved: defaults < file < environment < flags. */
export interface ReviewSettings {
  readonly mode: ReviewMode;
  readonly dryRun: boolean;
  readonly baseRef: string | undefined;
  readonly headRef: string | undefined;
  readonly provider: ProviderSettings;
  /** Normalised base URLs that may be asked. */
  readonly allowlist: readonly string[];
  readonly limits: ReviewLimits;
  readonly includeGlobs: readonly string[];
  readonly excludeGlobs: readonly string[];
  readonly failOn: FailOn;
  readonly failOnPartialCoverage: boolean;
  readonly contextMode: ContextMode;
  readonly feedbackMode: FeedbackMode;
  readonly cleanupOwned: boolean;
  /** Absolute, or relative to where the review runs. */
  readonly outputDir: string;
  readonly htmlReport: boolean;
  readonly codeQualityExport: boolean;
  readonly performanceDiagnostics: boolean;
  /** A last question over all findings, where there was more than one chunk. */
  readonly finalSummary: boolean;
  readonly rules: readonly ReviewRule[];
  /** How many rules the file had, before the cut. */
  readonly ruleCount: number;
  /** Name of a limit that is no whole number above zero; the review then ends at its scope. */
  readonly invalidLimit: string | undefined;
}
