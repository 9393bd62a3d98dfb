import { z } from 'zod';
import { PolicyRule } from './policy-rule.ts';

/**
 * What a repository says about policy, beside the built-in bundle. Rules are added; one with the
 * id of a built-in rule takes its place, which the bundle's digest then shows.
 */
export const PolicyOverride = z
  .strictObject({
    rules: z
      .array(PolicyRule)
      .max(500)
      .optional()
      .describe('Rules to add; one with the id of a built-in rule takes its place.'),
  })
  .describe('What this repository says about policy, beside the built-in rules.');
export type PolicyOverride = z.infer<typeof PolicyOverride>;
