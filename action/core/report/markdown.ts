import type { TrustReport } from '../../domain/trust-report.ts';
import { type Block, withinBytes } from './fit.ts';
import { nextSteps, type Reading } from './next-step.ts';
import { type Shown, sectionsOf } from './sections.ts';
import { codeSpan } from './untrusted-text.ts';
import { stateInWords, verdictLine } from './verdict-line.ts';

/**
 * The report as a comment or a check's summary: verdict, state, what to do and the digests
 * first, so that no cut can hide them. At most 60,000 bytes; GitHub takes 65,535, and a
 * comment's marker needs some.
 */
export function reportMarkdown(report: TrustReport, reading: Reading = {}): string {
  return compose(report, reading, { rows: 50, cases: 20, claim: 2_000, paths: 16_000 }, 60_000);
}

/** The same report as the summary of a job's step, where GitHub takes 1 MB. */
export function reportSummary(report: TrustReport, reading: Reading = {}): string {
  return compose(
    report,
    reading,
    { rows: 1_000, cases: 1_000, claim: 100_000, paths: 300_000 },
    1_048_576,
  );
}

function compose(report: TrustReport, reading: Reading, shown: Shown, mostBytes: number): string {
  const head: Block = [
    verdictLine(report),
    '',
    `### PatchPlane: ${stateInWords(report)}`,
    '',
    ...nextSteps(report, reading),
    '',
    digests(report),
  ];
  return withinBytes([head, ...sectionsOf(report, shown)], mostBytes);
}

function digests({ subjectSha256, candidate, run }: TrustReport): string {
  const after =
    run.parent === null ? '' : ` (attempt ${run.attempt}, after ${codeSpan(run.parent)})`;
  const parts = [`run ${codeSpan(run.id)}${after}`];
  if (candidate.patchSha256) parts.push(`patch ${codeSpan(candidate.patchSha256)}`);
  if (subjectSha256) parts.push(`approves ${codeSpan(subjectSha256)}`);
  return parts.join(' · ');
}
