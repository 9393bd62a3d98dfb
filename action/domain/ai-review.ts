import { z } from 'zod';
import { AiReviewFinding } from './ai-review-finding.ts';
import { AiReviewMeta } from './ai-review-meta.ts';

export const OverallRisk = z.enum(['low', 'medium', 'high']);
export type OverallRisk = z.infer<typeof OverallRisk>;

export const AiReviewSummary = z.looseObject({
  overall_risk: OverallRisk,
  top_issues: z.array(z.string()),
});
export type AiReviewSummary = z.infer<typeof AiReviewSummary>;

/**
 * `ai-review.json`: PatchPatrol's FindingsReport. The top level and each finding refuse unknown
 * keys; `meta` keeps them, so that a payload survives being read and written again. Everything
 * in it that a model or a repository wrote is untrusted text.
 */
export const FindingsReport = z.strictObject({
  meta: AiReviewMeta,
  summary: AiReviewSummary,
  findings: z.array(AiReviewFinding),
});
export type FindingsReport = z.infer<typeof FindingsReport>;
