import type { TestCase } from '../../../domain/verification.ts';
import type { Judged } from './judge-execution.ts';

/** The worse one counts. */
const order: readonly TestCase['outcome'][] = ['passed', 'skipped', 'failed', 'error'];

/**
 * One verdict from several runs of the same check on the same tree: the worst, with each case's
 * share of runs in which it passed. A case that is missing in a run did not pass in it, and its
 * outcome is an error where nothing worse is known.
 */
export function mergeRuns(runs: readonly Judged[]): Judged {
  const [only, another] = runs;
  if (only && !another) return only;
  const statuses = runs.map(({ status }) => status);
  const status = (['error', 'failed'] as const).find((bad) => statuses.includes(bad)) ?? 'passed';
  const ids = new Set(runs.flatMap(({ cases }) => cases.map(({ id }) => id)));
  const byId = runs.map(({ cases }) => new Map(cases.map((one) => [one.id, one])));
  return {
    status,
    cases: [...ids].flatMap((id) => mergeCase(byId.map((cases) => cases.get(id)))),
    reason: runs.find(({ reason }) => reason !== undefined)?.reason,
  };
}

function mergeCase(found: readonly (TestCase | undefined)[]): readonly TestCase[] {
  const there = found.filter((one) => one !== undefined);
  const [first] = there;
  if (!first) return [];
  const outcomes = there.map(({ outcome }) => outcome);
  if (there.length < found.length && !outcomes.includes('failed')) outcomes.push('error');
  const worst = outcomes.reduce((one, other) =>
    order.indexOf(one) >= order.indexOf(other) ? one : other,
  );
  const times = there.flatMap(({ durationMs }) => durationMs ?? []);
  const { durationMs: _, ...named } = first;
  return [
    {
      ...named,
      outcome: worst,
      passRatio: there.filter(({ outcome }) => outcome === 'passed').length / found.length,
      ...(times.length > 0
        ? { durationMs: times.reduce((sum, time) => sum + time, 0) / times.length }
        : {}),
    },
  ];
}

/** Passed in some runs and not in others. */
export function isFlaky({ passRatio }: Pick<TestCase, 'passRatio'>): boolean {
  return passRatio !== undefined && passRatio > 0 && passRatio < 1;
}
