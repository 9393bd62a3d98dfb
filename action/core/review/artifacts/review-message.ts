import type { FindingsReport } from '../../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { Severity } from '../../../domain/review-finding.ts';
import { withinBytes } from '../../report/fit.ts';
import { codeSpan } from '../../report/untrusted-text.ts';
import type { LineComment, ReviewMessage } from '../../services/review-feedback.ts';
import type { ChangedFile } from '../plan/changed-file.ts';
import { rightSideOf } from '../scope/right-side.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { findingMarkdown } from './markdown.ts';
import { statusSentence } from './words.ts';

/** GitHub takes 65,536 characters, GitLab more; room for the plugin's marker stays. */
const mostBytes = 60_000;

/** More would be noise at the lines; the rest stands in the summary. */
const mostComments = 50;

/** What is said at the forge, rendered from the same payload as the artifacts. */
export function reviewMessage(
  report: FindingsReport,
  files: readonly ChangedFile[],
): ReviewMessage {
  const { meta, findings } = report;
  return {
    summary: summaryComment(report),
    comments: lineComments(findings, files),
    headSha: meta.head_sha,
    baseSha: meta.base_sha,
  };
}

function summaryComment(report: FindingsReport): string {
  const { meta, summary, findings } = report;
  const counts = Severity.options.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  const risk = `Overall risk: **${summary.overall_risk}**`;
  return withinBytes(
    [
      ['## AI review', '', statusSentence(report), '', [risk, ...counts].join(' · ')],
      summary.top_issues.map((issue) => `- ${codeSpan(issue, 500)}`),
      findings.length === 0 ? [] : ['### Findings'],
      ...findings.map((finding) => [findingLine(finding)]),
      [`_Model ${codeSpan(meta.model)}, commit ${codeSpan(meta.head_sha)}. A model can be wrong._`],
    ],
    mostBytes,
  );
}

function findingLine({ severity, category, file, line_start, title }: AiReviewFinding): string {
  return `- **${severity}** ${category} ${codeSpan(`${file}:${line_start}`, 300)} ${codeSpan(title, 300)}`;
}

function lineComments(
  findings: readonly AiReviewFinding[],
  files: readonly ChangedFile[],
): readonly LineComment[] {
  const rightSide = rightSideOf(files);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const fingerprints = fingerprintsOf(findings);
  return findings
    .flatMap((finding, index): readonly LineComment[] => {
      const { file, line_start: lineStart, line_end } = finding;
      const lineEnd = rightSide.withinHunk(file, lineStart, line_end);
      const changed = byPath.get(file);
      if (lineEnd === undefined || !changed) return [];
      const key = fingerprints[index]?.slice(0, 16) ?? '';
      const { oldPath: oldFile } = changed;
      const oldLine = oldLineOf(changed, lineEnd);
      return [{ key, file, oldFile, lineStart, lineEnd, oldLine, body: findingMarkdown(finding) }];
    })
    .slice(0, mostComments);
}

/** The old number of an unchanged line, by its new one. */
function oldLineOf({ hunks }: ChangedFile, line: number): number | undefined {
  for (const { oldStart, newStart, lines } of hunks) {
    let before = oldStart;
    let after = newStart;
    for (const text of lines) {
      if (text[0] === ' ' && after === line) return before;
      if (text[0] === ' ' || text[0] === '-') before += 1;
      if (text[0] === ' ' || text[0] === '+') after += 1;
    }
  }
  return undefined;
}
