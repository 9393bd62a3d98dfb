import { z } from 'zod';
import { PolicyEffect, PolicyRule } from './policy-rule.ts';
import { Severity } from './review-finding.ts';

const Adjustment = z
  .strictObject({
    effect: z
      .enum([...PolicyEffect.options, 'off'])
      .optional()
      .describe('What the rule asks for when it speaks; off, and it never speaks.'),
    severity: Severity.optional().describe('How grave what it finds is.'),
    because: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('Why; needed where the rule asks for less than before. Every verdict shows it.'),
  })
  .describe('How a built-in rule is changed.');

/**
 * What a repository says about policy, beside the built-in bundle: rules of its own, and built-in
 * ones adjusted by their id. Asking for less needs a reason, which every verdict repeats.
 */
export const PolicyOverride = z
  .strictObject({
    rules: z
      .array(PolicyRule)
      .max(500)
      .optional()
      .describe('Rules to add, each with an id of its own.'),
    adjust: z
      .record(z.string().max(64), Adjustment)
      .optional()
      .describe('Built-in rules by their id, and what is different about them here.'),
  })
  .describe('What this repository says about policy, beside the built-in rules.');
export type PolicyOverride = z.infer<typeof PolicyOverride>;
