import { decodeBase64 } from '../../../domain/base64.ts';
import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import { displayPath } from '../../../domain/display-path.ts';
import type { OldTestsRun, TestRun, VerificationPlan } from '../../../domain/verification.ts';
import { isTestFile } from '../../policy/path-kinds.ts';
import { compare } from './compare.ts';

/** Test files of the base that the candidate changed or took away; a moved one is still there. */
export function oldTestFiles(changes: readonly TreeChange[]): readonly TreeChange[] {
  const added = new Set(changes.filter(({ status }) => status === 'A').map((one) => one.newBlob));
  return changes.filter(
    ({ path, status, oldMode, oldBlob }) =>
      status !== 'A' &&
      oldMode?.startsWith('100') === true &&
      isTestFile(typeof path === 'string' ? path : displayPath(path)) &&
      !(status === 'D' && added.has(oldBlob)),
  );
}

/** Checks that are tests; a linter says nothing about what the base promised. */
export function oldTestChecks({ requirements, oldTestsOnNewCode }: VerificationPlan) {
  if (oldTestsOnNewCode === false) return [];
  return requirements.filter(({ kind }) => kind === 'test');
}

export function pathsOf(files: readonly TreeChange[]): readonly Uint8Array[] {
  return files.flatMap(
    ({ path }) =>
      (typeof path === 'string' ? new TextEncoder().encode(path) : decodeBase64(path.base64)) ?? [],
  );
}

/** What the base's own tests say about the patched source, beside what they said about the base. */
export function oldTestsRun(
  files: readonly TreeChange[],
  baseline: TestRun,
  run: TestRun,
): OldTestsRun {
  const { newFailures, disappeared } = compare(baseline, run);
  return { files: files.map(({ path }) => displayPath(path)), run, newFailures, disappeared };
}
