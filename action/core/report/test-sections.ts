import type { TrustReport } from '../../domain/trust-report.ts';
import type { Block } from './fit.ts';
import { count } from './quantities.ts';
import { codeSpan } from './untrusted-text.ts';

interface Shown {
  readonly cases: number;
}

/** What the harness saw: the comparison case by case, and why a check could not tell. */
export function testsSection(
  { tests: { baseline, candidate, summary, flaky }, verification }: TrustReport,
  { cases }: Shown,
): Block {
  const reasons = verification.results.flatMap(({ requirementKey, phase, reason, status }) =>
    reason === undefined
      ? []
      : [`- ${codeSpan(requirementKey)} (${phase}) ${status}: ${codeSpan(reason, 500)}`],
  );
  if (candidate.status === 'not-run') return ['**Tests**: not run', '', ...reasons];
  return [
    `**Tests**, run by PatchPlane in a fresh sandbox${verification.guessed ? ' (plan guessed from the repository)' : ''}: base ${baseline.status}, candidate ${candidate.status}`,
    '',
    ...list('new failures', summary.newFailures, cases),
    ...list('still failing', summary.stillFailing, cases),
    ...list('disappeared', summary.disappeared, cases),
    ...list('newly skipped', summary.newlySkipped, cases),
    ...list('flaky (passed in some runs, not in others)', flaky, cases),
    ...list('fixed', summary.fixed, cases),
    ...reasons,
  ];
}

/** Whether the base's own tests still hold, where the candidate changed them. */
export function oldTestsSection({ tests }: TrustReport, { cases }: Shown): Block {
  const old = tests.oldTestsOnNewCode;
  if (!old) return [];
  return [
    `**Old tests on new code**: ${count(old.files.length, 'test file')} of the base, put back beside the patched source: ${old.run.status}`,
    '',
    ...list('put back', old.files, cases),
    ...list('failed, and did not on the base', old.newFailures, cases),
    ...list('did not run', old.disappeared, cases),
  ];
}

/** A claim is worth what stands behind it. */
export function claimsSection({ tests: { claims } }: TrustReport): Block {
  if (claims.length === 0) return [];
  return [
    '**What the agent claims, and what was seen**',
    '',
    ...claims.map(
      ({ quote, observed, because }) =>
        `- ${observed}: ${codeSpan(quote, 300)} ${codeSpan(because, 300)}`,
    ),
  ];
}

/** Why there was no agent: the patch of a run before, on a base that moved. */
export function carriedSection({ candidate }: TrustReport, { cases }: Shown): Block {
  const { carriedFrom, baseSha } = candidate;
  if (!carriedFrom) return [];
  const { run, samePatch, changedOnBase, changedOnBaseCount } = carriedFrom;
  const from = `${carriedFrom.baseSha.slice(0, 12)} to ${(baseSha ?? '').slice(0, 12)}`;
  return [
    `**Carried over** from ${codeSpan(run)}, because the base moved from ${from}: ${samePatch ? 'the same patch, byte for byte' : 'the same changes, as another patch'}, verified again without asking the model`,
    '',
    ...list('changed on the base since', changedOnBase, cases, changedOnBaseCount),
  ];
}

function list(title: string, items: readonly string[], shown: number, total = items.length): Block {
  if (items.length === 0) return [];
  const rest = total - Math.min(items.length, shown);
  return [
    `- ${title}:`,
    ...items.slice(0, shown).map((item) => `  - ${codeSpan(item)}`),
    ...(rest > 0 ? [`- … and ${rest} more`] : []),
  ];
}
