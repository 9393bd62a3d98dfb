import { z } from 'zod';
import { digestOf } from '../../domain/digest.ts';
import { PolicyBundle, type PolicyVerdict } from '../../domain/policy-bundle.ts';
import { evaluatePolicy, judge } from './evaluate.ts';
import { PolicyFacts } from './facts.ts';
import { EarlierFacts, inTodaysForm } from './facts-v1.ts';

/** Rules and facts as a run sealed them, of this or an earlier form. */
export const SealedPolicy = z.object({
  bundle: PolicyBundle,
  facts: z.discriminatedUnion('version', [EarlierFacts, PolicyFacts]),
});
export type SealedPolicy = z.infer<typeof SealedPolicy>;

/**
 * The verdict of sealed rules on sealed facts. An earlier form is judged by its own rules, and
 * its digest is made as it was made then: of bundle and facts, and nothing that follows.
 */
export function evaluateSealed({ bundle, facts }: SealedPolicy): PolicyVerdict {
  if (facts.version === 2) return evaluatePolicy(bundle, facts);
  const digest = digestOf({ bundle, facts });
  return { ...judge(bundle, inTodaysForm(facts), digest), inputDigest: null, digest };
}

/** The sealed facts in today's form. */
export function factsOf({ facts }: SealedPolicy): PolicyFacts {
  return facts.version === 2 ? facts : inTodaysForm(facts);
}

/** Whether the facts are of a form that looked for less than today's rules know. */
export function isEarlierForm({ facts }: SealedPolicy): boolean {
  return facts.version !== 2;
}
