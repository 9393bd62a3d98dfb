import type { TestCase, TestRun, VerificationRequirement } from '../../../domain/verification.ts';
import type { Execution } from '../../services/sandbox-service.ts';
import { type NamedCase, wholeCommand, withIds } from './case-ids.ts';
import { readImage } from './reports/read-image.ts';
import { type CaseFormat, readReport } from './reports/read-report.ts';

/** The file that a check was told to write, as it was there when the check had ended. */
export type ReportFile =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' | 'too-large' };

export interface Judged {
  readonly status: TestRun['status'];
  readonly cases: readonly TestCase[];
  /** Why it is `error`, or why the program failed though no case did. */
  readonly reason: string | undefined;
}

/** Cases, and why they are not all that there is to say. */
interface Verdict {
  readonly cases: readonly NamedCase[];
  readonly isError: boolean;
  readonly reason: string | undefined;
}

/**
 * What one execution of a check says. It passed only if the program ended by itself with 0,
 * its output is whole, and a report (where there is one) has cases of which none failed.
 * Anything that cannot be told is an error.
 */
export function judgeExecution(
  requirement: VerificationRequirement,
  run: Execution,
  from: { readonly file?: ReportFile | undefined; readonly workspace: string },
): Judged {
  const { cases, isError, reason } = verdictOf(requirement, run, from);
  const failed = cases.some(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const status = isError ? 'error' : failed ? 'failed' : 'passed';
  return { status, cases: withIds(requirement.key, cases), reason };
}

function verdictOf(
  requirement: VerificationRequirement,
  run: Execution,
  { file, workspace }: { readonly file?: ReportFile | undefined; readonly workspace: string },
): Verdict {
  const { report } = requirement;
  if (report === 'exit-code') return judgeExitCode(requirement, run);
  if (report === 'screenshot') return judgeScreenshot(requirement, run, file);
  return judgeCases(report, run, file, workspace);
}

function judgeExitCode({ command }: VerificationRequirement, run: Execution): Verdict {
  const name = command.join(' ');
  const broken = brokenBy(run);
  if (broken) return errorOf([], broken, name);
  const outcome = run.exitCode === 0 ? 'passed' : 'failed';
  return { cases: [{ name, outcome }], isError: false, reason: undefined };
}

function judgeScreenshot(
  requirement: VerificationRequirement,
  run: Execution,
  file: ReportFile | undefined,
): Verdict {
  const verdict = judgeExitCode(requirement, run);
  if (verdict.isError || run.exitCode !== 0) return verdict;
  const name = requirement.command.join(' ');
  if (file?.kind !== 'file') return errorOf([], absent(file), name);
  const image = readImage(file.bytes);
  return image.kind === 'image'
    ? verdict
    : errorOf([], `The screenshot is refused: ${image.because}.`, name);
}

function judgeCases(
  format: CaseFormat,
  run: Execution,
  file: ReportFile | undefined,
  workspace: string,
): Verdict {
  if (file && file.kind !== 'file') return errorOf([], brokenBy(run) ?? absent(file));
  const bytes = file ? file.bytes : run.stdout;
  const { cases, problem } = readReport(format, bytes, { workspace, isFile: file !== undefined });
  const broken = brokenBy(run) ?? problem;
  if (broken) return errorOf(cases, broken);
  // A runner that found nothing to run says "ok" too.
  if (cases.length === 0) return errorOf([], 'The report has no test case.');
  const failed = cases.some(({ outcome }) => outcome === 'failed' || outcome === 'error');
  if (run.exitCode === 0 || failed) return { cases, isError: false, reason: undefined };
  return {
    cases: [...cases, { name: wholeCommand, outcome: 'failed' }],
    isError: false,
    reason: `The program ended with ${run.exitCode}, though no test case failed.`,
  };
}

function errorOf(cases: readonly NamedCase[], reason: string, name = wholeCommand): Verdict {
  return { cases: [...cases, { name, outcome: 'error' }], isError: true, reason };
}

function absent(file: ReportFile | undefined): string {
  return file?.kind === 'too-large'
    ? 'The report file is larger than anybody reads.'
    : 'The program wrote no report file.';
}

/** Killed, out of time, or more output than anybody read. */
function brokenBy(run: Execution): string | undefined {
  if (run.timedOut) return 'The program was killed: it took too long.';
  if (run.exitCode === null) return 'The program did not end by itself.';
  return run.truncated ? 'The program printed more than is read.' : undefined;
}
