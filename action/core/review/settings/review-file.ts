import { z } from 'zod';
import { reviewProviders } from '../../services/review-model.ts';
import { contextModes, type ReviewRule } from './review-settings.ts';

/** Where a repository keeps its defaults, at its top. */
export const reviewFileName = '.ai-review.yml';

/** More rules than this are counted and not used. */
export const mostRules = 50;

const Globs = z.array(z.string().min(1).max(500)).max(200);

/** `pr` and `mr` are the same thing to us, as are their `-manual` kinds. */
export const FeedbackWord = z
  .enum(['artifact-only', 'pr', 'mr', 'pr-manual', 'mr-manual'])
  .transform((word) => {
    if (word === 'mr') return 'pr';
    return word === 'mr-manual' ? 'pr-manual' : word;
  });

export const FailOnWord = z.enum(['none', 'blocker', 'high', 'medium', 'low', 'info']);

const Rule = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/, 'needs 1 to 128 of letters, digits, . _ : -'),
  severity: z.enum(['error', 'warning', 'info']).optional(),
  scope: Globs.optional(),
  instruction: z.string().trim().min(1, 'is empty').max(1_000, 'is longer than 1000 characters'),
});

/** `.ai-review.yml`, version 1: safe defaults and rules for the prompt; unknown keys are refused. */
export const ReviewFile = z.strictObject({
  version: z.literal(1),
  defaults: z
    .strictObject({
      model: z.string().trim().min(1).max(200).optional(),
      provider: z.enum(reviewProviders).optional(),
      fail_on: FailOnWord.optional(),
      fail_on_partial_coverage: z.boolean().optional(),
      review_context_mode: z.enum(contextModes).optional(),
      include_globs: Globs.optional(),
      exclude_globs: Globs.optional(),
      feedback_mode: FeedbackWord.optional(),
      enable_final_summary: z.boolean().optional(),
    })
    .nullish(),
  review: z.strictObject({ rules: z.array(Rule).max(1_000).nullish() }).nullish(),
});
export type ReviewFile = z.infer<typeof ReviewFile>;

/** The rules that count, and how many there are in the file. */
export function rulesOf(file: ReviewFile | undefined): {
  readonly rules: readonly ReviewRule[];
  readonly ruleCount: number;
} {
  const all = file?.review?.rules ?? [];
  const rules = all.slice(0, mostRules).map(({ scope = [], ...rule }) => ({ ...rule, scope }));
  return { rules, ruleCount: all.length };
}
