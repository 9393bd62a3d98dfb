import { digestOf } from '../../domain/digest.ts';
import {
  type PolicyBundle,
  type PolicyFinding,
  type PolicyOutcome,
  type PolicyVerdict,
  verdictDigest,
} from '../../domain/policy-bundle.ts';
import type { PolicyRule } from '../../domain/policy-rule.ts';
import { assessRisk } from './assess-risk.ts';
import { placesOf } from './checks.ts';
import type { PolicyFacts } from './facts.ts';
import type { Place } from './place.ts';
import { requiredApprovals } from './required-approvals.ts';
import { compareText } from './sort-by.ts';

/** One rule lists this many places; the rest is counted. */
const mostPerRule = 50;

/**
 * Judges facts by a bundle. Every rule is asked, none is asked twice, and the strictest
 * finding decides: a rule can add a concern, never remove one.
 */
export function evaluatePolicy(bundle: PolicyBundle, facts: PolicyFacts): PolicyVerdict {
  const verdict = judge(bundle, facts, digestOf({ bundle, facts }));
  return { ...verdict, digest: verdictDigest(verdict) };
}

/** The verdict without its digest, for records that had another one. */
export function judge(
  bundle: PolicyBundle,
  facts: PolicyFacts,
  inputDigest: string,
): Omit<PolicyVerdict, 'digest'> {
  const findings = bundle.rules
    .flatMap((rule) => findingsOf(rule, placesOf(rule, facts)))
    .sort(byWeight);
  const relaxed = bundle.relaxed ?? [];
  const risk = assessRisk(facts, findings, relaxed.length);
  return {
    outcome: strictest(findings),
    inputDigest,
    bundleId: bundle.id,
    bundleVersion: bundle.version,
    findings,
    risk,
    approvals: requiredApprovals(
      bundle.approvals,
      {
        level: risk.level,
        isPullRequest: facts.candidate.subject === 'incoming-pull-request',
      },
      facts.owners.groups,
    ),
    relaxed,
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

/** At most fifty places, and how many more there are. */
export function findingsOf(rule: PolicyRule, places: readonly Place[]): readonly PolicyFinding[] {
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
    compareText(left.rule, right.rule) ||
    compareText(left.path ?? '\uffff', right.path ?? '\uffff') ||
    compareText(left.message, right.message)
  );
}
