import type { PolicyFinding } from '../../domain/policy-bundle.ts';
import type { Risk, RiskLevel, RiskReason } from '../../domain/risk.ts';
import type { PolicyFacts } from './facts.ts';
import { riskTable } from './risk-table.ts';
import { compareText } from './sort-by.ts';

/** Points from which on a change is of this level. docs/policy.md explains them. */
export const riskThresholds = { MEDIUM: 20, HIGH: 50 } as const;

/**
 * How closely a change deserves to be looked at. Points are only ever added, each sort of fact
 * counts once, and more of a sort never counts for less: a further risky fact can not lower the
 * score. What the table knows counts whether or not a rule speaks about it; what only a rule of
 * the repository knows counts by that rule's severity.
 */
export function assessRisk(
  facts: PolicyFacts,
  findings: readonly PolicyFinding[],
  relaxedRules: number,
): Risk {
  const reasons = [
    ...riskTable.flatMap(({ fact, points, message }) => {
      const found = points(facts);
      return found > 0 ? [{ fact, points: found, message }] : [];
    }),
    ...ruleReasons(findings),
    ...(relaxedRules > 0
      ? [{ fact: 'relaxed-policy', points: 10, message: 'Built-in rules were relaxed.' }]
      : []),
  ].sort(byWeight);
  const score = reasons.reduce((sum, { points }) => sum + points, 0);
  return { level: levelOf(score), score, reasons };
}

function levelOf(score: number): RiskLevel {
  if (score >= riskThresholds.HIGH) return 'HIGH';
  return score >= riskThresholds.MEDIUM ? 'MEDIUM' : 'LOW';
}

const severityPoints = { blocker: 100, high: 50, medium: 20, low: 5, info: 1 } as const;

/** Each rule that found something, once; it can only add to what the table says. */
function ruleReasons(findings: readonly PolicyFinding[]): readonly RiskReason[] {
  const byRule = new Map(findings.map(({ rule, severity }) => [rule, severity]));
  return [...byRule]
    .filter(([rule]) => !knownToTable.has(rule))
    .map(([rule, severity]) => ({
      fact: `rule:${rule}`,
      points: severityPoints[severity],
      message: `A rule of severity ${severity} speaks: ${rule}.`,
    }));
}

/** Built-in rules about facts that have points of their own. */
const knownToTable: ReadonlySet<string> = new Set(riskTable.flatMap(({ rules }) => rules));

function byWeight(left: RiskReason, right: RiskReason): number {
  return right.points - left.points || compareText(left.fact, right.fact);
}
