import type { PolicyBundle, PolicyVerdict } from '../../domain/policy-bundle.ts';
import type { PolicyFacts } from '../policy/facts.ts';
import type { SealedPolicy } from '../policy/sealed-policy.ts';

/** Contract: pure and deterministic; the same bundle and facts give the same digest everywhere. */
export interface PolicyService {
  evaluatePolicy(bundle: PolicyBundle, facts: PolicyFacts): PolicyVerdict;
  /** The same from what a run sealed, also where it was sealed in an earlier form. */
  evaluateSealed(sealed: SealedPolicy): PolicyVerdict;
  /** One sentence per finding: what to do about it. */
  proposeDecision(verdict: PolicyVerdict): readonly string[];
}
