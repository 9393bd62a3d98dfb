import type { TestCase, TestComparison, TestRun } from '../../../domain/verification.ts';
import { wholeCommand } from './case-ids.ts';
import { isFlaky } from './merge-runs.ts';

/**
 * What the candidate changed, case by case. Lists are sorted and hold ids. A flaky case hides
 * nothing: one that failed now and then on the base is not fixed by passing, and is a new failure
 * where it does not pass any more at all.
 */
export function compare(baseline: TestRun, candidate: TestRun): TestComparison {
  const before = byId(baseline);
  const after = byId(candidate);
  const ids = (list: readonly TestCase[], wanted: (test: TestCase) => boolean) =>
    list
      .filter(wanted)
      .map(({ id }) => id)
      .sort();
  return {
    newFailures: ids(candidate.cases, (test) => isNewFailure(test, before.get(test.id))),
    fixed: [
      ...ids(candidate.cases, ({ id, outcome }) => {
        const earlier = before.get(id);
        return outcome === 'passed' && earlier !== undefined && fails(earlier) && !isFlaky(earlier);
      }),
      ...ids(baseline.cases, (test) => !after.has(test.id) && standsForOthers(test)),
    ].sort(),
    stillFailing: ids(candidate.cases, (test) => {
      const earlier = before.get(test.id);
      return fails(test) && fails(earlier) && !isNewFailure(test, earlier);
    }),
    disappeared: missingIn(baseline, after),
    newlySkipped: ids(candidate.cases, (test) => {
      const earlier = before.get(test.id);
      return test.outcome === 'skipped' && earlier !== undefined && earlier.outcome !== 'skipped';
    }),
  };
}

function isNewFailure(test: TestCase, earlier: TestCase | undefined): boolean {
  if (!fails(test)) return false;
  return !fails(earlier) || (earlier !== undefined && isFlaky(earlier) && test.passRatio === 0);
}

/** Ids of the base that have no case now. */
function missingIn(baseline: TestRun, after: ReadonlyMap<string, TestCase>): string[] {
  return baseline.cases
    .filter((test) => !after.has(test.id) && !standsForOthers(test))
    .map(({ id }) => id)
    .sort();
}

/** Ids that passed in some runs and not in others, on any of these trees. */
export function flakyOf(runs: readonly TestRun[]): string[] {
  const flaky = runs.flatMap(({ cases }) => cases.filter(isFlaky).map(({ id }) => id));
  return [...new Set(flaky)].sort();
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
