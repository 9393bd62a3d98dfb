import type { PolicyVerdict } from '../../domain/policy-bundle.ts';
import type { PolicyRule } from '../../domain/policy-rule.ts';
import { placesOf } from './checks.ts';
import type { Place } from './place.ts';
import { evaluateSealed, factsOf, isEarlierForm, type SealedPolicy } from './sealed-policy.ts';

/** One rule, and why it speaks or is content. */
export interface RuleExplained {
  readonly rule: string;
  readonly kind: PolicyRule['kind'];
  readonly effect: PolicyRule['effect'];
  readonly severity: PolicyRule['severity'];
  readonly message: string;
  readonly speaks: boolean;
  /** The first of them. */
  readonly places: readonly Place[];
  /** How many there are in all. */
  readonly found: number;
}

export interface PolicyExplained {
  readonly verdict: PolicyVerdict;
  /** In the bundle's order: every rule is asked, whatever the others say. */
  readonly rules: readonly RuleExplained[];
  /** The facts were sealed in an earlier form, which looked for less than today's rules know. */
  readonly earlierForm: boolean;
}

/** Enough to see what a rule means. */
const mostPlaces = 20;

/** Why sealed rules say what they say about sealed facts, rule by rule. */
export function explainPolicy(sealed: SealedPolicy): PolicyExplained {
  const facts = factsOf(sealed);
  return {
    verdict: evaluateSealed(sealed),
    earlierForm: isEarlierForm(sealed),
    rules: sealed.bundle.rules.map((rule) => {
      const places = placesOf(rule, facts);
      const { id, kind, effect, severity, message } = rule;
      return {
        rule: id,
        kind,
        effect,
        severity,
        message,
        speaks: places.length > 0,
        places: places.slice(0, mostPlaces),
        found: places.length,
      };
    }),
  };
}
