import type { PolicyBundle, RelaxedRule } from '../../domain/policy-bundle.ts';
import type { PolicyOverride } from '../../domain/policy-override.ts';
import type { PolicyRule } from '../../domain/policy-rule.ts';

export type OverriddenRules =
  | {
      readonly kind: 'good';
      readonly rules: readonly PolicyRule[];
      readonly relaxed: readonly RelaxedRule[];
    }
  /** `because` names the key, the reason and the fix. */
  | { readonly kind: 'wrong'; readonly because: string };

/**
 * The built-in rules as a repository changes them, and its own after them. A rule that asks for
 * less than before says why, and is repeated in every verdict; one that is added only tightens.
 */
export function applyOverride(
  { rules: builtIn }: Pick<PolicyBundle, 'rules'>,
  { rules: own = [], adjust = {} }: PolicyOverride,
): OverriddenRules {
  const wrong =
    firstClash(builtIn, own) ?? firstUnknown(builtIn, adjust) ?? firstSilent(builtIn, adjust);
  if (wrong !== undefined) return { kind: 'wrong', because: wrong };
  return {
    kind: 'good',
    rules: [...builtIn.flatMap((rule) => adjusted(rule, adjust[rule.id])), ...own],
    relaxed: builtIn.flatMap((rule) => relaxationOf(rule, adjust[rule.id])),
  };
}

type Adjustment = NonNullable<PolicyOverride['adjust']>[string];

function firstClash(
  builtIn: readonly PolicyRule[],
  own: readonly PolicyRule[],
): string | undefined {
  const ids = new Set(builtIn.map(({ id }) => id));
  for (const [index, { id }] of own.entries()) {
    if (ids.has(id))
      return `policy.rules.${index}.id: "${id}" is taken; give the rule another id, or change a built-in one under policy.adjust`;
    ids.add(id);
  }
  return undefined;
}

function firstUnknown(
  builtIn: readonly PolicyRule[],
  adjust: NonNullable<PolicyOverride['adjust']>,
): string | undefined {
  const ids = new Set(builtIn.map(({ id }) => id));
  const unknown = Object.keys(adjust).find((id) => !ids.has(id));
  if (unknown === undefined) return undefined;
  return `policy.adjust: there is no built-in rule ${JSON.stringify(unknown)}; docs/policy.md lists them`;
}

function firstSilent(
  builtIn: readonly PolicyRule[],
  adjust: NonNullable<PolicyOverride['adjust']>,
): string | undefined {
  const silent = builtIn.find((rule) => {
    const change = adjust[rule.id];
    return change && isWeaker(rule, change) && !change.because?.trim();
  });
  if (!silent) return undefined;
  return `policy.adjust.${silent.id} asks for less than the built-in rule: say why in policy.adjust.${silent.id}.because`;
}

/** From nothing to final. */
const strictness = ['off', 'manual-review', 'changes-requested', 'block'] as const;
const gravity = ['info', 'low', 'medium', 'high', 'blocker'] as const;

function isWeaker(rule: PolicyRule, { effect, severity }: Adjustment): boolean {
  const asksLess =
    effect !== undefined && strictness.indexOf(effect) < strictness.indexOf(rule.effect);
  const weighsLess =
    severity !== undefined && gravity.indexOf(severity) < gravity.indexOf(rule.severity);
  return asksLess || weighsLess;
}

function adjusted(rule: PolicyRule, change: Adjustment | undefined): readonly PolicyRule[] {
  if (!change) return [rule];
  const { effect = rule.effect, severity = rule.severity } = change;
  return effect === 'off' ? [] : [{ ...rule, effect, severity }];
}

function relaxationOf(rule: PolicyRule, change: Adjustment | undefined): readonly RelaxedRule[] {
  if (!change || !isWeaker(rule, change)) return [];
  const { effect = rule.effect, severity = rule.severity, because = '' } = change;
  return [
    {
      rule: rule.id,
      was: `${rule.effect}, ${rule.severity}`,
      now: effect === 'off' ? 'off' : `${effect}, ${severity}`,
      because,
    },
  ];
}
