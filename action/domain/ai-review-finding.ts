import { z } from 'zod';
import { FindingCategory, Severity } from './review-finding.ts';

/** Who a finding comes from. `combined` where more than one source said it. */
export const FindingOrigin = z.enum(['llm', 'semantic', 'security_tool', 'combined']);
export const FindingSource = z.enum(['llm', 'semantic', 'security_tool']);

/**
 * A path inside the repository, with `/`: not absolute, no drive, no `..`, no NUL. A path that
 * is not UTF-8 stands as `displayPath` writes it.
 */
const insideRepository = /^(?!\/)(?![A-Za-z]:[\\/])(?!(?:[\s\S]*[\\/])?\.\.(?:[\\/]|$))[^\0]+$/;

export const AiReviewProvenance = z.strictObject({
  origin: FindingOrigin,
  sources: z.array(FindingSource).optional(),
});

/**
 * One finding of `ai-review.json`. Unknown keys are refused. Lines are those of the new file,
 * from 1, both ends included; a schema can not say that the end is not before the start, so
 * only the zod schema does.
 */
export const AiReviewFinding = z
  .strictObject({
    severity: Severity,
    category: FindingCategory,
    file: z.string().regex(insideRepository, 'not a path inside the repository'),
    line_start: z.int().min(1),
    line_end: z.int().min(1),
    title: z.string(),
    description: z.string(),
    recommendation: z.string(),
    /** From 0 (a guess) to 1 (certain). */
    confidence: z.number().min(0).max(1),
    suggested_patch: z.string().nullish(),
    provenance: AiReviewProvenance.nullish(),
  })
  .refine(({ line_start, line_end }) => line_end >= line_start, {
    error: 'line_end is before line_start',
    path: ['line_end'],
  });
export type AiReviewFinding = z.infer<typeof AiReviewFinding>;
