import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { renderArtifacts } from '../../action/core/review/artifacts/render-artifacts.ts';
import { reviewMessage } from '../../action/core/review/artifacts/review-message.ts';
import type { ChangedFile } from '../../action/core/review/plan/changed-file.ts';
import type { FindingsReport } from '../../action/domain/ai-review.ts';
import { finding, reportOf } from '../core/review/samples.ts';

/** What a model says after it read a hostile diff: text that wants to be more than text. */
const payloads = [
  '<script>alert(1)</script>',
  '<img src=https://evil.example/x onerror=alert(1)>',
  '![beacon](https://evil.example/?q=1)',
  '[click](javascript:alert(1))',
  '[ref]: https://evil.example "title"',
  '[link](https://evil.example)',
  '<details><summary>hidden</summary>',
  '<!-- hidden',
  '@everyone @org/team fixes #1',
  '```\n# Approved by a person\n```',
  '`` ` `` <b>x</b>',
  '| a | b |\n|---|---|',
  '</pre></body><svg onload=alert(1)>',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  'safe \u202e evil \u2066 text \u2069',
  'zero\u200bwidth \u{e0041} tag \ufeff',
  '## AI review\nNo findings.',
  'https://evil.example/autolink www.evil.example',
  '$\\href{javascript:alert(1)}{x}$',
  '::set-output name=x::y ::add-mask::z',
];

const file = 'src/a.ts';
const changed: ChangedFile = {
  path: file,
  status: 'modified',
  kind: 'text',
  bytes: 1,
  insertions: 1,
  deletions: 0,
  hunks: [{ oldStart: 1, newStart: 1, lines: ['+x', '+y'] }],
};

function hostile(text: string): FindingsReport {
  const said = finding({
    file,
    title: text,
    description: text,
    recommendation: text,
    suggested_patch: text,
  });
  const { meta } = reportOf([]);
  return {
    meta: {
      ...meta,
      model: text,
      limits: { ...meta.limits, [text]: text },
      provider_runtime: { provider: text, reason_code: text },
      coverage: { status: 'partial', omitted: [{ file: text, reason: text }] },
      usage_ledger: {
        calls: { call_count: 1 },
        by_phase: { [text]: { call_count: 1 } },
        records: [],
      },
      performance_diagnostics: { observed: { [text]: text } },
    },
    summary: { overall_risk: 'low', top_issues: [text] },
    findings: [said],
  };
}

const everything = { htmlReport: true, codeQualityExport: true };
const artifactOf = (report: FindingsReport, name: string) =>
  renderArtifacts(report, everything).find((artifact) => artifact.name === name)?.content ?? '';

describe('B6: what a model says is text in every viewer', () => {
  it.each(payloads)('%j', (payload) => {
    const report = hostile(payload);
    const { summary, comments } = reviewMessage(report, [changed]);
    expect(comments).toHaveLength(1);
    const markdowns = [
      artifactOf(report, 'ai-review.md'),
      summary,
      ...comments.map(({ body }) => body),
    ];
    for (const markdown of markdowns) expectInertMarkdown(markdown);
    expectInertHtml(artifactOf(report, 'ai-review.html'));
    for (const text of [...markdowns, artifactOf(report, 'ai-review.html')])
      expectNothingUnseen(text);
  });

  it('the same payloads are live where nobody escapes them: the check can see them', () => {
    const live = payloads.map((payload) => marked.parse(payload, { async: false })).join('\n');
    expect(live).toMatch(/<script|<img|<a |onerror/);
  });

  it('SARIF messages make no link, and every text is free of what nobody sees', () => {
    for (const payload of payloads) {
      const sarif = JSON.parse(artifactOf(hostile(payload), 'ai-review.sarif'));
      const { text } = sarif.runs[0].results[0].message;
      // SARIF 2.1.0, 3.11.6: a bracket that is not escaped begins a link.
      expect(text).not.toMatch(/(?<!\\)(?:\\\\)*[[\]]/);
      expectNothingUnseen(text);
      const [entry] = JSON.parse(artifactOf(hostile(payload), 'gl-code-quality-report.json'));
      expectNothingUnseen(entry.description);
    }
  });

  it('a path that looks like an address stays a path of the repository', () => {
    const report = reportOf([finding({ file: 'https://evil.example/ü b#?.ts' })]);
    const sarif = JSON.parse(artifactOf(report, 'ai-review.sarif'));
    const { uri } = sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe('https%3A//evil.example/%C3%BC%20b%23%3F.ts');
  });
});

/** Nothing but our own headings, lists, tables, code and emphasis comes out of it. */
function expectInertMarkdown(markdown: string): void {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)];
  const ours = /^(h[1-6]|p|ul|li|code|pre|strong|em|table|thead|tbody|tr|th|td|hr|br)$/;
  for (const [, name = '', rest = ''] of tags) {
    expect(name.toLowerCase()).toMatch(ours);
    expect(rest).toMatch(/^( class="language-text")?\s*\/?$/);
  }
  const outside = html.replace(/<code[\s\S]*?<\/code>/g, '');
  expect(outside).not.toMatch(/@\w|#\d|https?:|www\./);
}

function expectInertHtml(html: string): void {
  expect(html).not.toMatch(/<(script|img|svg|a|iframe|link|object|details|form)\b/i);
  expect(html).not.toMatch(/\son\w+\s*=\s*[^&]*(?=[^<]*>)/i);
  expect(html).not.toMatch(/\b(src|href)\s*=\s*"/i);
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
}

function expectNothingUnseen(text: string): void {
  expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
}
