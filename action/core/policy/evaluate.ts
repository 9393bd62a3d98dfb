import { digestOf } from '../../domain/digest.ts';
import type {
  PolicyBundle,
  PolicyFinding,
  PolicyOutcome,
  PolicyRule,
  PolicyVerdict,
} from '../../domain/policy-bundle.ts';
import { checks, type Place } from './checks.ts';
import type { PolicyFacts } from './facts.ts';

/** One rule lists this many places; the rest is counted. */
const mostPerRule = 50;

/**
 * Judges facts by a bundle. Every rule is asked, none is asked twice, and the strictest
 * finding decides: a rule can add a concern, never remove one.
 */
export function evaluatePolicy(bundle: PolicyBundle, facts: PolicyFacts): PolicyVerdict {
  const findings = bundle.rules.flatMap((rule) => findingsOf(rule, facts)).sort(byWeight);
  return {
    outcome: strictest(findings),
    digest: digestOf({ bundle, facts }),
    bundleId: bundle.id,
    bundleVersion: bundle.version,
    findings,
  };
}

/** From harmless to final. */
const weights = ['approve', 'manual-review', 'changes-requested', 'block'] as const;

function strictest(findings: readonly PolicyFinding[]): PolicyOutcome {
  return (
    weights.findLast(
      (weight) => weight === 'approve' || findings.some(({ effect }) => effect === weight),
    ) ?? 'block'
  );
}

function findingsOf(rule: PolicyRule, facts: PolicyFacts): readonly PolicyFinding[] {
  const places =
    rule.kind === 'protected-paths'
      ? checks.protectedPaths(rule.globs, facts)
      : checks[rule.kind](facts);
  const finding = (place: Place): PolicyFinding => ({
    rule: rule.id,
    severity: rule.severity,
    effect: rule.effect,
    message: place.detail ? `${rule.message} ${place.detail}` : rule.message,
    ...(place.path === undefined ? {} : { path: place.path }),
    ...(place.line === undefined ? {} : { startLine: place.line }),
  });
  const listed = places.slice(0, mostPerRule).map(finding);
  const more = places.length - listed.length;
  return more > 0 ? [...listed, finding({ detail: `And ${more} more.` })] : listed;
}

const severities = ['blocker', 'high', 'medium', 'low', 'info'];

/** Strictest effect first, then severity, rule, path and message: one order for everybody. */
function byWeight(left: PolicyFinding, right: PolicyFinding): number {
  return (
    weights.indexOf(right.effect) - weights.indexOf(left.effect) ||
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    compare(left.rule, right.rule) ||
    compare(left.path ?? '\uffff', right.path ?? '\uffff') ||
    compare(left.message, right.message)
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
