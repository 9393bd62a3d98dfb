import type { PlainRuleKind, PolicyRule } from '../../domain/policy-rule.ts';
import type { Severity } from '../../domain/review-finding.ts';
import { contentChecks } from './content-checks.ts';
import { dependencyChecks } from './dependency-checks.ts';
import type { PathFact, PolicyFacts } from './facts.ts';
import { pathMatcher } from './path-kinds.ts';
import type { Check, Place } from './place.ts';
import { verificationChecks } from './verification-checks.ts';

const plain: Record<PlainRuleKind, Check> = {
  ...contentChecks,
  ...dependencyChecks,
  ...verificationChecks,
};

/** Where a rule bites; nowhere: the rule is content. */
export function placesOf(rule: PolicyRule, facts: PolicyFacts): readonly Place[] {
  switch (rule.kind) {
    case 'protected-paths':
      return protectedPaths(rule.globs, facts);
    case 'patch-size':
      return patchSize(rule, facts);
    case 'review-findings':
      return reviewFindings(rule.severities, facts);
    default:
      return plain[rule.kind](facts);
  }
}

function protectedPaths(globs: readonly string[], { paths }: PolicyFacts): readonly Place[] {
  const matches = pathMatcher(globs);
  return paths.filter((fact) => matches(plainPath(fact))).map(({ display }) => ({ path: display }));
}

/** Globs are about the path itself; the escapes of `display` would hide a match. */
function plainPath({ path, display }: PathFact): string {
  return typeof path === 'string' ? path : display;
}

function patchSize(
  { mostFiles, mostLines }: { readonly mostFiles: number; readonly mostLines: number },
  { candidate: { stats } }: PolicyFacts,
): readonly Place[] {
  const lines = stats.additions + stats.deletions;
  if (stats.filesChanged <= mostFiles && lines <= mostLines) return [];
  return [{ detail: `${lines} lines in ${stats.filesChanged} files.` }];
}

function reviewFindings(
  severities: readonly Severity[],
  { reviews }: PolicyFacts,
): readonly Place[] {
  return reviews.findings
    .filter(({ severity }) => severities.includes(severity))
    .map(({ path, line, category }) => ({
      ...(path === null ? {} : { path }),
      ...(line === null ? {} : { line }),
      detail: `Category: ${category}.`,
    }));
}
