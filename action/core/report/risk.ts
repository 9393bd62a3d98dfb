import type { PolicyVerdict } from '../../domain/policy-bundle.ts';

export type Risk = 'LOW' | 'MEDIUM' | 'HIGH';

/**
 * One word for how closely to look, derived from what policy found until policy has a score of
 * its own:
 *
 *   HIGH    policy blocks, or a finding is a blocker or of high severity
 *   MEDIUM  policy asks for changes or for a careful look, or a finding is of medium severity
 *   LOW     policy has no objection and nothing above low severity
 *
 * Undefined where policy did not judge: no word is better than a guess.
 */
export function riskOf({
  outcome,
  findings,
}: Pick<PolicyVerdict, 'outcome' | 'findings'>): Risk | undefined {
  if (outcome === 'not-evaluated') return undefined;
  const severities = new Set(findings.map(({ severity }) => severity));
  if (outcome === 'block' || severities.has('blocker') || severities.has('high')) return 'HIGH';
  return outcome === 'approve' && !severities.has('medium') ? 'LOW' : 'MEDIUM';
}
