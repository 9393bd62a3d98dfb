import { z } from 'zod';
import { UsageLedger } from './ai-review-usage.ts';

const count = z.int().nonnegative().nullish();
const codes = z.array(z.string()).nullish();
const text = z.string().nullish();

/** Limits as they were applied, and counters of what was done; never a prompt, rule or hint. */
export const AiReviewLimits = z.looseObject({
  max_files: z.number().nullish(),
  max_diff_bytes: z.number().nullish(),
  structured_output_review_call_count: count,
  structured_output_requested_modes: codes,
  structured_output_effective_modes: codes,
  structured_output_fallback_count: count,
  structured_output_reason_codes: codes,
  prompt_review_rule_total_count: count,
  prompt_review_rule_matched_count: count,
  prompt_review_rule_included_count: count,
  prompt_review_rule_omitted_count: count,
  prompt_preflight_hint_total_count: count,
  prompt_preflight_hint_matched_count: count,
  prompt_preflight_hint_included_count: count,
  prompt_preflight_hint_omitted_count: count,
  prompt_preflight_hint_reason_codes: codes,
  findings_outside_diff_dropped_count: count,
});
export type AiReviewLimits = z.infer<typeof AiReviewLimits>;

export const SecurityPrecheckStatus = z.enum(['pass', 'fail', 'unavailable', 'error', 'skipped']);

/** `passed`, or `blocked` with a reason code: then no provider was asked. */
const TrustGate = z.looseObject({
  status: text,
  reason_code: text,
  message: text,
  redaction_count: count,
});

const ProviderRuntime = z.looseObject({
  provider: text,
  model: text,
  base_url: text,
  status: text,
  reason_code: text,
  retry_count: count,
});

const FeedbackMeta = z.looseObject({ mode: text, delivery: z.unknown().optional() });

/**
 * `meta`. The first six keys are always there; a section is there when there is something to
 * say, and unknown keys stay as they are.
 */
export const AiReviewMeta = z.looseObject({
  model: z.string(),
  base_sha: z.string(),
  head_sha: z.string(),
  /** ISO 8601, UTC. */
  generated_at: z.iso.datetime({ offset: true }),
  diff_stats: z.looseObject({
    files: z.int().nonnegative(),
    insertions: z.int().nonnegative(),
    deletions: z.int().nonnegative(),
  }),
  limits: AiReviewLimits,
  semantic_precheck: z.looseObject({ status: text }).nullish(),
  security_precheck: z.looseObject({ status: SecurityPrecheckStatus }).nullish(),
  trust_gate: TrustGate.nullish(),
  provider_runtime: ProviderRuntime.nullish(),
  feedback: FeedbackMeta.nullish(),
  repository_overview: z.looseObject({}).nullish(),
  usage_ledger: UsageLedger.nullish(),
  performance_diagnostics: z.looseObject({}).nullish(),
});
export type AiReviewMeta = z.infer<typeof AiReviewMeta>;
