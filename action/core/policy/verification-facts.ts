import { z } from 'zod';
import { Sha256 } from '../../domain/ids.ts';
import {
  type TestComparison,
  TestRunStatus,
  type Verification,
} from '../../domain/verification.ts';
import { sortBy } from './sort-by.ts';

export const CheckFact = z.strictObject({
  key: z.string(),
  label: z.string(),
  required: z.boolean(),
  baseline: TestRunStatus,
  candidate: TestRunStatus,
});

/** What the trusted harness observed. Lists hold case ids, sorted. */
export const VerificationFacts = z.strictObject({
  planDigest: Sha256,
  guessed: z.boolean(),
  sources: z.array(z.string()),
  checks: z.array(CheckFact),
  baseline: TestRunStatus,
  candidate: TestRunStatus,
  summary: z.strictObject({
    newFailures: z.array(z.string()),
    fixed: z.array(z.string()),
    stillFailing: z.array(z.string()),
    disappeared: z.array(z.string()),
    newlySkipped: z.array(z.string()),
  }),
  testedTree: z.string().nullable(),
  /** Cases that passed and failed on the same tree. */
  flaky: z.array(z.string()),
  /** The base's tests on the candidate's source; null where that was not tried. */
  oldTests: z.strictObject({ status: TestRunStatus, failing: z.array(z.string()) }).nullable(),
  /** What the agent says and the harness saw otherwise. Names of claims, never its words. */
  claims: z.array(z.string()),
});
export type VerificationFacts = z.infer<typeof VerificationFacts>;

export function verificationFacts(verification: Verification): VerificationFacts {
  const { plan, results, summary } = verification;
  const statusOf = (key: string, phase: 'baseline' | 'candidate') =>
    results.find((result) => result.requirementKey === key && result.phase === phase)?.status ??
    'not-run';
  return {
    planDigest: plan.digest,
    guessed: plan.guessed,
    sources: [...plan.sources].sort(),
    checks: sortBy(
      plan.requirements.map(({ key, label, required }) => ({
        key,
        label,
        required,
        baseline: statusOf(key, 'baseline'),
        candidate: statusOf(key, 'candidate'),
      })),
      ({ key }) => key,
    ),
    baseline: verification.baseline.status,
    candidate: verification.candidate.status,
    summary: sortedSummary(summary),
    testedTree: verification.testedTree,
    flaky: [...verification.flaky].sort(),
    oldTests: oldTestsIn(verification),
    claims: verification.claims
      .filter(({ observed }) => observed === 'contradicted')
      .map(({ claim, because }) => `${claim}: ${because}`)
      .sort(),
  };
}

function oldTestsIn({ oldTestsOnNewCode }: Verification): VerificationFacts['oldTests'] {
  if (oldTestsOnNewCode === null) return null;
  const { run, newFailures, disappeared } = oldTestsOnNewCode;
  return { status: run.status, failing: [...new Set([...newFailures, ...disappeared])].sort() };
}

function sortedSummary(summary: TestComparison): VerificationFacts['summary'] {
  return {
    newFailures: [...summary.newFailures].sort(),
    fixed: [...summary.fixed].sort(),
    stillFailing: [...summary.stillFailing].sort(),
    disappeared: [...summary.disappeared].sort(),
    newlySkipped: [...summary.newlySkipped].sort(),
  };
}
