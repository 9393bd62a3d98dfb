import type { TestCase, TestComparison, TestRun } from '../../../domain/verification.ts';
import { wholeCommand } from './case-ids.ts';

/** What the candidate changed, case by case. Lists are sorted and hold ids. */
export function compare(baseline: TestRun, candidate: TestRun): TestComparison {
  const before = byId(baseline);
  const after = byId(candidate);
  const ids = (list: readonly TestCase[], wanted: (test: TestCase) => boolean) =>
    list
      .filter(wanted)
      .map(({ id }) => id)
      .sort();
  return {
    newFailures: ids(candidate.cases, (test) => fails(test) && !fails(before.get(test.id))),
    fixed: [
      ...ids(candidate.cases, ({ id, outcome }) => outcome === 'passed' && fails(before.get(id))),
      ...ids(baseline.cases, (test) => !after.has(test.id) && standsForOthers(test)),
    ].sort(),
    stillFailing: ids(candidate.cases, (test) => fails(test) && fails(before.get(test.id))),
    disappeared: ids(baseline.cases, (test) => !after.has(test.id) && !standsForOthers(test)),
    newlySkipped: ids(candidate.cases, (test) => {
      const earlier = before.get(test.id);
      return test.outcome === 'skipped' && earlier !== undefined && earlier.outcome !== 'skipped';
    }),
  };
}

/**
 * A failure of a whole file or of the whole command: it is reported in place of the tests that
 * could not run, and gives way to them when they can.
 */
function standsForOthers(test: TestCase): boolean {
  return fails(test) && (test.name === test.file || test.name === wholeCommand);
}

function byId(run: TestRun): ReadonlyMap<string, TestCase> {
  return new Map(run.cases.map((test) => [test.id, test]));
}

/** A case that did not run has not failed. */
function fails(test: TestCase | undefined): boolean {
  return test?.outcome === 'failed' || test?.outcome === 'error';
}
