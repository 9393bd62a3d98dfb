import type { FindingsReport } from '../../domain/ai-review.ts';
import { Severity } from '../../domain/review-finding.ts';
import type { FailOn } from './settings/review-settings.ts';

/**
 * How a review ends, for CI. 0: it did what was asked. 2: configuration. 4: provider settings or
 * diff context. 5: the scope is too large or a limit is none. 6: the provider failed after its
 * retries. 7: the feedback could not be delivered. 10: a gate tripped. 11: trust gate.
 * Artifacts are written on 0, 5, 6, 7, 10 and 11.
 */
export type ReviewExit = 0 | 2 | 4 | 5 | 6 | 7 | 10 | 11;

/** Why the gate trips, as `EXIT_REASON[...]`; undefined where it does not. */
export function gateReason(
  { findings }: Pick<FindingsReport, 'findings'>,
  isPartial: boolean,
  settings: { readonly failOn: FailOn; readonly failOnPartialCoverage: boolean },
): string | undefined {
  const { failOn, failOnPartialCoverage } = settings;
  const grave = failOn === 'none' ? 0 : findings.filter(atLeast(failOn)).length;
  if (grave > 0)
    return `EXIT_REASON[FAIL_ON_${failOn.toUpperCase()}]: ${grave} findings are ${failOn} or graver.`;
  if (failOnPartialCoverage && isPartial)
    return 'EXIT_REASON[FAIL_ON_PARTIAL_COVERAGE]: not all of the change was reviewed.';
  return undefined;
}

function atLeast(bound: Severity) {
  const order = Severity.options;
  return ({ severity }: { readonly severity: Severity }) =>
    order.indexOf(severity) <= order.indexOf(bound);
}
