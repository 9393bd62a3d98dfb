import { z } from 'zod';
import { digestOf } from './digest.ts';
import { Sha256 } from './ids.ts';
import { ObservedClaim } from './observed-claim.ts';

export const RequirementKind = z.enum(['test', 'lint', 'build', 'browser', 'security', 'review']);
export type RequirementKind = z.infer<typeof RequirementKind>;

/** Where a check can run. */
export const Platform = z.enum(['linux', 'macos', 'windows']);
export type Platform = z.infer<typeof Platform>;

/**
 * In which form a check tells its results. `exit-code` has one case, the program itself; so has
 * `screenshot`, whose file is evidence. `jest` is `--json`, `vitest` its reporter `json`, `go-test`
 * is `go test -json`, `cargo` libtest's text or JSON, `pytest` its JUnit file or its summary.
 */
export const ReportFormat = z.enum([
  'exit-code',
  'tap',
  'junit',
  'vitest',
  'jest',
  'go-test',
  'pytest',
  'cargo',
  'screenshot',
]);
export type ReportFormat = z.infer<typeof ReportFormat>;

/** One check that the harness runs by itself; the agent has no say in it. */
export const VerificationRequirement = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  label: z.string().min(1).max(200),
  kind: RequirementKind,
  required: z.boolean(),
  /** Argument vector; no shell reads it. */
  command: z.array(z.string()).min(1),
  report: ReportFormat,
  /** Below the folder for reports; absent where the report is what the program prints. */
  reportPath: z.string().optional(),
  timeoutSeconds: z.int().positive().max(3_600),
  /** How often it runs on each tree; absent means once. */
  repeat: z.int().positive().max(20).optional(),
  /** Where alone it can run; absent means anywhere. */
  platform: Platform.optional(),
});
export type VerificationRequirement = z.infer<typeof VerificationRequirement>;

/** Read from the base ref and fixed, with its digest, before anything runs. */
export const VerificationPlan = z.strictObject({
  version: z.literal(1),
  /** Base-ref files that the plan came from, and whether it was guessed from them. */
  sources: z.array(z.string()),
  guessed: z.boolean(),
  requirements: z.array(VerificationRequirement),
  /** What makes a checkout ready, on each tree; absent means nothing. */
  setup: z.array(z.array(z.string()).min(1)).optional(),
  /** Hosts that set-up may reach; absent means none. */
  allow: z.array(z.string()).optional(),
  /** Whether the base's versions of changed test files also run on the patched source. */
  oldTestsOnNewCode: z.boolean().optional(),
  digest: Sha256,
});
export type VerificationPlan = z.infer<typeof VerificationPlan>;

export function fixPlan(draft: Omit<VerificationPlan, 'digest'>): VerificationPlan {
  return VerificationPlan.parse({ ...draft, digest: digestOf(draft) });
}

export const TestCase = z.strictObject({
  /** Requirement, file and full name: the same test on base and candidate has the same id. */
  id: z.string().min(1).max(2_000),
  name: z.string().max(1_000),
  file: z.string().max(1_000).optional(),
  outcome: z.enum(['passed', 'failed', 'skipped', 'error']),
  durationMs: z.number().nonnegative().optional(),
  /**
   * Of the runs of a repeated check, the share in which this case passed; absent where the check
   * ran once. Between 0 and 1 it is flaky, and its outcome is still what the worst run said.
   */
  passRatio: z.number().min(0).max(1).optional(),
});
export type TestCase = z.infer<typeof TestCase>;

/** `error`: the harness could not say; never counted as passed. */
export const TestRunStatus = z.enum(['passed', 'failed', 'error', 'not-run']);

/** The whole plan on one tree. */
export const TestRun = z.strictObject({ status: TestRunStatus, cases: z.array(TestCase) });
export type TestRun = z.infer<typeof TestRun>;

/** Lists hold case ids. */
export const TestComparison = z.strictObject({
  newFailures: z.array(z.string()),
  fixed: z.array(z.string()),
  stillFailing: z.array(z.string()),
  disappeared: z.array(z.string()),
  newlySkipped: z.array(z.string()),
});
export type TestComparison = z.infer<typeof TestComparison>;

/** `old-tests`: the base's versions of changed test files, on the patched source. */
export const VerificationPhase = z.enum(['baseline', 'candidate', 'old-tests']);
export type VerificationPhase = z.infer<typeof VerificationPhase>;

export const VerificationResult = z.strictObject({
  requirementKey: z.string(),
  phase: VerificationPhase,
  status: TestRunStatus,
  exitCode: z.int().nullable(),
  durationMs: z.number().nonnegative(),
  truncated: z.boolean(),
  /** Why it is `error` or `not-run`, in one sentence of ours; absent where cases say it. */
  reason: z.string().max(500).optional(),
  /** How often it ran; absent means once. */
  runs: z.int().positive().optional(),
  /** True where tracked files were other ones after the check than before: it is an `error` then. */
  treeChanged: z.boolean().optional(),
});
export type VerificationResult = z.infer<typeof VerificationResult>;

/**
 * The base's versions of test files that the candidate changed or deleted, run on the patched
 * source. A failure here that the baseline does not have means: either the candidate breaks what
 * the base promised, or it changes the promise on purpose. Only a person can tell.
 */
export const OldTestsRun = z.strictObject({
  /** Test files that were put back, as one can read them. */
  files: z.array(z.string()),
  run: TestRun,
  /** Ids that fail here and did not fail on the base. */
  newFailures: z.array(z.string()),
  /** Ids that ran on the base and did not run here. */
  disappeared: z.array(z.string()),
});
export type OldTestsRun = z.infer<typeof OldTestsRun>;

/** What the trusted harness observed, base first. */
export const Verification = z.strictObject({
  plan: VerificationPlan,
  results: z.array(VerificationResult),
  baseline: TestRun,
  candidate: TestRun,
  summary: TestComparison,
  /** The tree that the candidate's checks ran on, read back; equal to `resultTree` or the run fails. */
  testedTree: z.string().nullable(),
  /** Ids of cases that passed in some runs and not in others, on either tree. */
  flaky: z.array(z.string()).default([]),
  /** Null where the candidate changed or deleted no test file, or the plan does not want it. */
  oldTestsOnNewCode: OldTestsRun.nullable().default(null),
  claims: z.array(ObservedClaim).default([]),
});
export type Verification = z.infer<typeof Verification>;
