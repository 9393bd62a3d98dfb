import type { TestCase, TestRun, VerificationRequirement } from '../../../domain/verification.ts';
import type { Execution } from '../../services/sandbox-service.ts';
import { type NamedCase, wholeCommand, withIds } from './case-ids.ts';
import { parseTap } from './reports/parse-tap.ts';

export interface Judged {
  readonly status: TestRun['status'];
  readonly cases: readonly TestCase[];
}

/**
 * What one execution of a check says. It passed only if the program ended by itself with 0,
 * its output is whole, and a report (where there is one) has cases of which none failed.
 * Anything that cannot be told is an error.
 */
export function judgeExecution(requirement: VerificationRequirement, run: Execution): Judged {
  const judged = requirement.report === 'tap' ? judgeTap(run) : judgeExitCode(requirement, run);
  return { status: statusOf(judged), cases: withIds(requirement.key, judged) };
}

function judgeExitCode({ command }: VerificationRequirement, run: Execution): readonly NamedCase[] {
  const name = command.join(' ');
  if (brokenBy(run)) return [{ name, outcome: 'error' }];
  return [{ name, outcome: run.exitCode === 0 ? 'passed' : 'failed' }];
}

function judgeTap(run: Execution): readonly NamedCase[] {
  const { cases, problem } = parseTap(new TextDecoder('utf-8').decode(run.stdout));
  if (brokenBy(run) || problem) return [...cases, { name: wholeCommand, outcome: 'error' }];
  // A runner that found nothing to run says "ok" too.
  if (cases.length === 0) return [{ name: wholeCommand, outcome: 'error' }];
  const failed = cases.some(({ outcome }) => outcome === 'failed');
  return run.exitCode === 0 || failed
    ? cases
    : [...cases, { name: wholeCommand, outcome: 'failed' }];
}

/** Killed, out of time, or more output than anybody read. */
function brokenBy(run: Execution): boolean {
  return run.timedOut || run.exitCode === null || run.truncated;
}

function statusOf(cases: readonly NamedCase[]): Judged['status'] {
  if (cases.some(({ outcome }) => outcome === 'error')) return 'error';
  return cases.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed';
}
