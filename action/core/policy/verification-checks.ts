import type { PolicyFacts, WeakenedTestFact } from './facts.ts';
import { type Check, type Place, plainText } from './place.ts';
import { unanswered } from './review-facts.ts';

/** What the harness, the sandboxes and the reviewers say; and what became of the tests. */
export const verificationChecks = {
  'required-checks': ({ candidate, verification }) =>
    candidate.status === 'empty'
      ? []
      : verification.checks
          .filter(({ required, candidate: status }) => required && status !== 'passed')
          .map((check) => ({ detail: `"${plainText(check.label)}": ${check.candidate}.` })),

  'no-checks': ({ candidate, verification }) =>
    candidate.status === 'captured' && verification.checks.length === 0 ? [{}] : [],

  'new-test-failures': ({ verification }) => eachCase(verification.summary.newFailures),
  'disappeared-tests': ({ verification }) => eachCase(verification.summary.disappeared),
  'skipped-tests': ({ verification }) => eachCase(verification.summary.newlySkipped),
  'flaky-tests': ({ verification }) => eachCase(verification.flaky),
  'old-tests-failing': ({ verification: { oldTests } }) => {
    if (oldTests === null) return [];
    if (oldTests.failing.length > 0) return eachCase(oldTests.failing);
    return oldTests.status === 'error' ? [{ detail: 'Their run ended in an error.' }] : [];
  },
  'claims-contradicted': ({ verification }) =>
    verification.claims.map((claim) => ({ detail: plainText(claim) })),

  'deleted-test-files': ({ paths }) =>
    paths
      .filter(({ kinds, status }) => kinds.includes('test') && status === 'D')
      .filter(({ oldBlob }) => !paths.some(({ newBlob }) => newBlob === oldBlob))
      .map(({ display }) => ({ path: display })),
  'weakened-tests': (facts) => weakened(facts, ['skipped', 'focused', 'always-true']),
  'lowered-thresholds': (facts) => weakened(facts, ['threshold-lowered']),

  'raw-model-key': ({ agent }) => (agent?.credential === 'raw-key' ? [{}] : []),
  'egress-unverified': ({ sandboxes }) =>
    sandboxes
      .filter(({ egress }) => egress === 'unverified')
      .map(({ purpose }) => ({ detail: `The ${purpose} sandbox.` })),
  'review-unavailable': ({ reviews }) =>
    unanswered(reviews).map(({ reviewer, status }) => ({
      detail: `"${plainText(reviewer)}": ${status}.`,
    })),
} satisfies Record<string, Check>;

function weakened(
  { weakenedTests }: PolicyFacts,
  kinds: readonly WeakenedTestFact['kind'][],
): readonly Place[] {
  return weakenedTests
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ path, line, kind }) => ({ path, line, detail: `Line ${line}: ${words[kind]}.` }));
}

const words: Record<WeakenedTestFact['kind'], string> = {
  skipped: 'it is skipped',
  focused: 'everything else is skipped',
  'always-true': 'it can not fail',
  'threshold-lowered': 'less is demanded than before',
};

/** Case ids are names that whoever wrote the tests chose. */
function eachCase(ids: readonly string[]): readonly Place[] {
  return ids.map((id) => ({ detail: `"${plainText(id)}".` }));
}
