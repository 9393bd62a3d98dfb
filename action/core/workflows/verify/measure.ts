import type { TestRun, Verification, VerificationPlan } from '../../../domain/verification.ts';
import type { Evidence, Stop } from '../../attempt.ts';
import { compare, flakyOf } from './compare.ts';
import { oldTestChecks, oldTestFiles, oldTestsRun, pathsOf } from './old-tests.ts';
import type { Place } from './place.ts';
import { runPlan } from './run-plan.ts';
import type { Verifiable } from './verifiable.ts';

export type Measured<Value> =
  | { readonly kind: 'measured'; readonly value: Value }
  | { readonly kind: 'stopped'; readonly stop: Stop };

/** The plan on the base first, then on base plus canonical patch, whose tree must be the candidate's. */
export async function measureCandidate(
  subject: Verifiable,
  place: Place,
  evidence: Evidence[],
): Promise<Measured<Verification>> {
  const { plan, base, candidate } = subject;
  const { tree, ...rest } = place;
  if ((await tree.reset(base.commit)) !== base.tree) return mismatch('the base commit');
  const onBase = { ...rest, tree, holds: base.tree };
  const baseline = await runPlan(plan.requirements, 'baseline', onBase, evidence);

  // Tests write files; what they left behind must not meet the candidate.
  const because = await placeCandidate(subject, place);
  if (because) return mismatch(because);
  const onResult = { ...rest, tree, holds: candidate.resultTree };
  const tested = await runPlan(plan.requirements, 'candidate', onResult, evidence);
  return {
    kind: 'measured',
    value: {
      plan,
      results: [...baseline.results, ...tested.results],
      baseline: baseline.run,
      candidate: tested.run,
      summary: compare(baseline.run, tested.run),
      testedTree: candidate.resultTree,
      flaky: flakyOf([baseline.run, tested.run]),
      oldTestsOnNewCode: null,
      claims: [],
    },
  };
}

/** Whether there is anything of the base's tests to put back. */
export function hasOldTests({ plan, candidate }: Verifiable): boolean {
  return oldTestChecks(plan).length > 0 && oldTestFiles(candidate.changes).length > 0;
}

/** The base's versions of changed test files, on the patched source. */
export async function measureOldTests(
  subject: Verifiable,
  verification: Verification,
  place: Place,
  evidence: Evidence[],
): Promise<Measured<Verification>> {
  const files = oldTestFiles(subject.candidate.changes);
  const because = await placeCandidate(subject, place);
  if (because) return mismatch(because);
  const { tree, ...rest } = place;
  const mixed = await tree.restore(subject.base.commit, pathsOf(files));
  if (mixed === undefined) return mismatch("the base's tests beside the candidate");
  const checks = oldTestChecks(subject.plan);
  const ran = await runPlan(checks, 'old-tests', { ...rest, tree, holds: mixed }, evidence);
  return {
    kind: 'measured',
    value: {
      ...verification,
      results: [...verification.results, ...ran.results],
      oldTestsOnNewCode: oldTestsRun(files, verification.baseline, ran.run),
      flaky: [...new Set([...verification.flaky, ...flakyOf([ran.run])])].sort(),
    },
  };
}

/** What it holds instead of the candidate, where it does not. */
async function placeCandidate(
  { base, candidate, patch }: Verifiable,
  { tree }: Place,
): Promise<string | undefined> {
  if ((await tree.reset(base.commit)) !== base.tree) return 'the base commit';
  const applied = await tree.apply(base.commit, patch);
  return applied === candidate.resultTree ? undefined : "the candidate's result tree";
}

export function nothingMeasured(plan: VerificationPlan): Verification {
  const none: TestRun = { status: 'not-run', cases: [] };
  return {
    plan,
    results: [],
    baseline: none,
    candidate: none,
    summary: compare(none, none),
    testedTree: null,
    flaky: [],
    oldTestsOnNewCode: null,
    claims: [],
  };
}

function mismatch(expected: string): Measured<never> {
  const reason = `The verify sandbox does not hold ${expected}, so nothing was judged.`;
  return { kind: 'stopped', stop: { state: 'failed', category: 'tree-mismatch', reason } };
}
