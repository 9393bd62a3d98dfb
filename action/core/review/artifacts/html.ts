import type { FindingsReport } from '../../../domain/ai-review.ts';
import type { AiReviewFinding } from '../../../domain/ai-review-finding.ts';
import { page } from '../../report/html-page.ts';
import { escapeHtml } from '../../report/untrusted-text.ts';
import { contextFacts, diagnosticFacts, type Fact, limitFacts, omittedFiles } from './facts.ts';
import { statusSentence, usageColumns, usageRows } from './words.ts';

/** `ai-review.html`: one static page to read or print; everything in it is escaped. */
export function reviewHtml(report: FindingsReport): string {
  const { summary, findings } = report;
  return page('AI review', [
    '<h1>AI review</h1>',
    `<p class="verdict">${escapeHtml(statusSentence(report))}</p>`,
    section('Review Context', facts(contextFacts(report))),
    section(
      'Summary',
      `<p>Overall risk: <strong>${summary.overall_risk}</strong></p>${list(summary.top_issues)}`,
    ),
    section(
      'Findings',
      findings.map(finding).join('\n') || `<p>${escapeHtml(statusSentence(report))}</p>`,
    ),
    section('Coverage', `${facts(limitFacts(report))}${facts(omittedFiles(report))}`),
    ...tokenUsage(report),
    ...diagnostics(diagnosticFacts(report)),
  ]);
}

function finding(item: AiReviewFinding): string {
  const { file, line_start, line_end, confidence, suggested_patch: patch } = item;
  return [
    `<h3>${item.severity} · ${item.category} · ${escapeHtml(item.title)}</h3>`,
    `<p><code>${escapeHtml(file)}</code> lines ${line_start}-${line_end} · confidence ${confidence.toFixed(2)}${item.provenance ? ` · from ${item.provenance.origin}` : ''}</p>`,
    `<pre>${escapeHtml(item.description)}</pre>`,
    `<p>Recommendation:</p><pre>${escapeHtml(item.recommendation)}</pre>`,
    patch ? `<p>Suggested patch:</p><pre>${escapeHtml(patch)}</pre>` : '',
  ].join('\n');
}

function tokenUsage(report: FindingsReport): readonly string[] {
  const rows = usageRows(report);
  if (rows.length === 0) return [];
  const head = usageColumns.map(([label]) => `<th>${escapeHtml(label)}</th>`).join('');
  const body = rows.map(
    ({ name, cells }) =>
      `<tr><th>${escapeHtml(name)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return [section('Token Usage', `<table><tr><th></th>${head}</tr>${body.join('')}</table>`)];
}

function diagnostics(known: readonly Fact[]): readonly string[] {
  return known.length === 0 ? [] : [section('Performance Diagnostics', facts(known))];
}

function section(title: string, body: string): string {
  return `<h2>${escapeHtml(title)}</h2>${body}`;
}

function list(items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function facts(known: readonly Fact[]): string {
  if (known.length === 0) return '';
  const rows = known.map(
    ([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}
