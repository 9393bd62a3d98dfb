import type { ReviewFile } from './review-file.ts';
import type { ReviewLimits, ReviewSettings } from './review-settings.ts';

type FromLimits = { readonly [Key in keyof ReviewLimits]?: ReviewLimits[Key] | undefined };
type Plain = Omit<
  ReviewSettings,
  'provider' | 'limits' | 'allowlist' | 'rules' | 'ruleCount' | 'invalidLimit'
>;
type Asked = Omit<ReviewSettings['provider'], 'endpoint'>;

/** What one source says; undefined where it says nothing, and the source before it counts. */
export type Layer = FromLimits & {
  readonly [Key in keyof (Plain & Asked)]?: (Plain & Asked)[Key] | undefined;
};

/** `above` counts wherever it says something. */
export function onTop<Lower extends Layer>(lower: Lower, above: Layer): Lower {
  const said = Object.entries(above).filter(([, value]) => value !== undefined);
  return { ...lower, ...Object.fromEntries(said) };
}

export function fileLayer(file: ReviewFile | undefined): Layer {
  const defaults = file?.defaults;
  if (!defaults) return {};
  return {
    model: defaults.model,
    provider: defaults.provider,
    failOn: defaults.fail_on,
    failOnPartialCoverage: defaults.fail_on_partial_coverage,
    contextMode: defaults.review_context_mode,
    includeGlobs: defaults.include_globs,
    excludeGlobs: defaults.exclude_globs,
    feedbackMode: defaults.feedback_mode,
    finalSummary: defaults.enable_final_summary,
  };
}

/** What holds where nobody says anything: PatchPatrol's defaults where they are known. */
export const builtIn = {
  mode: 'auto',
  dryRun: false,
  baseRef: undefined,
  headRef: undefined,
  provider: 'ollama',
  model: 'deepseek-coder-v2:16b',
  temperature: 0.2,
  topP: 0.9,
  numCtx: undefined,
  timeoutSeconds: 300,
  maxFiles: 300,
  maxDiffBytes: 2_000_000,
  maxFileBytes: 200_000,
  chunkBytes: 60_000,
  maxChunks: 40,
  includeGlobs: [],
  excludeGlobs: [],
  failOn: 'none',
  failOnPartialCoverage: false,
  contextMode: 'diff-only',
  feedbackMode: 'artifact-only',
  cleanupOwned: false,
  outputDir: '.ai-review',
  htmlReport: false,
  codeQualityExport: true,
  performanceDiagnostics: false,
  finalSummary: false,
} as const satisfies Layer;
