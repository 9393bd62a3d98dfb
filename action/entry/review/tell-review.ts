import { statusSentence } from '../../core/review/artifacts/words.ts';
import type { ReviewResult } from '../../core/review/close-review.ts';
import { Severity } from '../../domain/review-finding.ts';

type Told = ReviewResult & { readonly output: string };

/** What a script gets to know; the artifacts have the rest. */
export function summaryOf({ exitCode, report, output }: Told) {
  return {
    exitCode,
    outputDir: report ? output : null,
    status: report?.meta.provider_runtime?.status ?? null,
    overallRisk: report?.summary.overall_risk ?? null,
    findings: report ? countsOf(report.findings) : null,
  };
}

/** Counts and places only: nobody's text goes to the terminal. */
export function endLines({ report, output }: Told): readonly string[] {
  if (!report) return ['Nothing was written.'];
  const { meta, summary, findings } = report;
  const { files, insertions, deletions } = meta.diff_stats;
  const counts = Object.entries(countsOf(findings)).filter(([, count]) => count > 0);
  return [
    `Diff: ${files} files, +${insertions} -${deletions}.`,
    statusSentence(report),
    ...(counts.length > 0 ? [counts.map(([name, count]) => `${count} ${name}`).join(', ')] : []),
    `Overall risk: ${summary.overall_risk}.`,
    ...(meta.trust_gate?.['public_endpoint'] === true
      ? ['The endpoint is on a public network: what was reviewed left this machine.']
      : []),
    `Artifacts: ${output}`,
  ];
}

function countsOf(findings: readonly { readonly severity: Severity }[]) {
  return Object.fromEntries(
    Severity.options.map((severity) => [
      severity,
      findings.filter((finding) => finding.severity === severity).length,
    ]),
  );
}
