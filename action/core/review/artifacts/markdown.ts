import type { FindingsReport } from '../../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { codeBlock, codeSpan } from '../../report/untrusted-text.ts';
import { contextFacts, diagnosticFacts, type Fact, limitFacts, omittedFiles } from './facts.ts';
import { statusSentence, usageColumns, usageRows } from './words.ts';

/** `ai-review.md`. Nobody else's text is Markdown in it: it stands in code spans and fences. */
export function reviewMarkdown(report: FindingsReport): string {
  const { summary, findings } = report;
  return `${[
    '# AI review',
    statusSentence(report),
    '## Review Context',
    facts(contextFacts(report)),
    '## Summary',
    `Overall risk: **${summary.overall_risk}**`,
    list(
      summary.top_issues.map((issue) => codeSpan(issue, 500)),
      'No top issues.',
    ),
    '## Findings',
    ...(findings.length === 0 ? [noFindings(report)] : findings.map(findingMarkdown)),
    '## Coverage',
    facts(limitFacts(report)),
    ...omissions(omittedFiles(report)),
    ...tokenUsage(report),
    ...diagnostics(diagnosticFacts(report)),
  ].join('\n\n')}\n`;
}

/** One finding, also as a line comment shows it. */
export function findingMarkdown(finding: AiReviewFinding): string {
  const { severity, category, file, line_start, line_end, confidence } = finding;
  const lines = line_start === line_end ? `${line_start}` : `${line_start}-${line_end}`;
  return [
    `### ${severity} · ${category} · ${codeSpan(finding.title, 300)}`,
    `${codeSpan(file, 500)} line ${lines} · confidence ${confidence.toFixed(2)}${originOf(finding)}`,
    codeBlock(finding.description),
    'Recommendation:',
    codeBlock(finding.recommendation),
    ...(finding.suggested_patch
      ? ['Suggested patch:', codeBlock(finding.suggested_patch, 20_000)]
      : []),
  ].join('\n\n');
}

function originOf({ provenance }: AiReviewFinding): string {
  return provenance ? ` · from ${provenance.origin}` : '';
}

function noFindings(report: FindingsReport): string {
  const sentence = statusSentence(report);
  return sentence.startsWith('0 ') ? 'None.' : sentence;
}

function tokenUsage(report: FindingsReport): readonly string[] {
  const rows = usageRows(report);
  if (rows.length === 0) return [];
  const head = ['', ...usageColumns.map(([label]) => label)];
  const body = rows.map(({ name, cells }) => [codeSpan(name, 100), ...cells]);
  const lines = [head, head.map(() => '---'), ...body];
  return ['## Token Usage', lines.map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n')];
}

/** A bar in a table's cell would end it, also inside a code span. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function diagnostics(known: readonly Fact[]): readonly string[] {
  return known.length === 0 ? [] : ['## Performance Diagnostics', facts(known)];
}

function omissions(omitted: readonly Fact[]): readonly string[] {
  if (omitted.length === 0) return [];
  return [
    'Not reviewed:',
    list(
      omitted.map(([reason, file]) => `${codeSpan(reason, 100)} ${codeSpan(file, 500)}`),
      '',
    ),
  ];
}

function facts(known: readonly Fact[]): string {
  return list(
    known.map(([name, value]) => `${codeSpan(name, 100)}: ${codeSpan(value, 500)}`),
    'None.',
  );
}

function list(items: readonly string[], empty: string): string {
  return items.length === 0 ? empty : items.map((item) => `- ${item}`).join('\n');
}
