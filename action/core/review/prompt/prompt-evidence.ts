import type { AiReviewLimits } from '../../../domain/ai-review-meta.ts';
import type { Hint } from '../hints/hint.ts';
import { globMatcher } from '../scope/bound-scope.ts';
import type { Chunk } from '../scope/review-scope.ts';
import type { ReviewRule } from '../settings/review-settings.ts';

/** What one question says besides the diff. */
export interface PromptEvidence {
  readonly rules: readonly ReviewRule[];
  readonly hints: readonly Hint[];
}

/** Characters of instructions that one question carries, and hints. */
const mostRuleCharacters = 16_000;
const mostHints = 20;

/** Which rules and hints go into which question; those of the first ones count most. */
export function evidenceFor(
  chunks: readonly Chunk[],
  rules: readonly ReviewRule[],
  hints: readonly Hint[],
): readonly PromptEvidence[] {
  return chunks.map((chunk) => {
    const paths = pathsOf(chunk);
    return {
      rules: fitting(rules.filter((rule) => applies(rule, paths))),
      hints: hints.filter(({ file }) => paths.has(file)).slice(0, mostHints),
    };
  });
}

/** Counters for `meta.limits`: matched is included plus omitted, and never more than total. */
export function evidenceCounters(
  chunks: readonly Chunk[],
  { rules, ruleCount }: { readonly rules: readonly ReviewRule[]; readonly ruleCount: number },
  hints: readonly Hint[],
  included: readonly PromptEvidence[],
): AiReviewLimits {
  const paths = new Set(chunks.flatMap((chunk) => [...pathsOf(chunk)]));
  const matchedRules = rules.filter((rule) => applies(rule, paths)).length;
  const includedRules = new Set(included.flatMap((each) => each.rules)).size;
  const matchedHints = hints.filter(({ file }) => paths.has(file));
  const includedHints = new Set(included.flatMap((each) => each.hints)).size;
  return {
    ...(ruleCount === 0
      ? {}
      : {
          prompt_review_rule_total_count: ruleCount,
          prompt_review_rule_matched_count: matchedRules,
          prompt_review_rule_included_count: includedRules,
          prompt_review_rule_omitted_count: matchedRules - includedRules,
        }),
    ...(hints.length === 0
      ? {}
      : {
          prompt_preflight_hint_total_count: hints.length,
          prompt_preflight_hint_matched_count: matchedHints.length,
          prompt_preflight_hint_included_count: includedHints,
          prompt_preflight_hint_omitted_count: matchedHints.length - includedHints,
          prompt_preflight_hint_reason_codes: [
            ...new Set(matchedHints.map(({ code }) => code)),
          ].sort(),
        }),
  };
}

function applies({ scope }: ReviewRule, paths: ReadonlySet<string>): boolean {
  if (scope.length === 0) return paths.size > 0;
  const isInScope = globMatcher(scope);
  return [...paths].some((path) => isInScope(path));
}

function fitting(rules: readonly ReviewRule[]): readonly ReviewRule[] {
  let left = mostRuleCharacters;
  return rules.filter(({ instruction }) => {
    left -= instruction.length;
    return left >= 0;
  });
}

function pathsOf({ pieces }: Chunk): ReadonlySet<string> {
  return new Set(pieces.map(({ file }) => file.path));
}
