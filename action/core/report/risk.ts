import type { RiskLevel } from '../../domain/risk.ts';
import type { TrustReport } from '../../domain/trust-report.ts';

/**
 * The level of risk that policy found. Reports that were written before it was judged get one
 * from their findings:
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
  risk,
}: Pick<TrustReport['policy'], 'outcome' | 'findings' | 'risk'>): RiskLevel | undefined {
  if (outcome === 'not-evaluated') return undefined;
  if (risk) return risk.level;
  const severities = new Set(findings.map(({ severity }) => severity));
  if (outcome === 'block' || severities.has('blocker') || severities.has('high')) return 'HIGH';
  return outcome === 'approve' && !severities.has('medium') ? 'LOW' : 'MEDIUM';
}
