import { describe, expect, it } from 'vitest';
import { reportMarkdown, reportSummary } from '../../action/core/report/markdown.ts';
import { conclusionOf } from '../../action/core/workflows/feedback/conclusion.ts';
import { limited } from '../../action/plugins/github/limited-text.ts';
import { reportSaying } from '../core/report/hostile-report.ts';
import { sampleReport } from '../core/report/sample-report.ts';

const floods = [
  ['letters', 'x'.repeat(10_000_000)],
  ['characters of four bytes', '😀'.repeat(5_000_000)],
  ['invisible characters', '\u{e0041}'.repeat(5_000_000)],
  ['lines', 'line\n'.repeat(2_000_000)],
  ['fences', '```\n'.repeat(2_500_000)],
] as const;

const digest = `0123456789ab${'c'.repeat(52)}`;

describe('[B8] ten megabytes of what the agent says', () => {
  it.each(floods)('%s: verdict and digest first, a notice, and the state unchanged', (_, said) => {
    const plain = sampleReport('awaiting-decision');
    const report = { ...plain, agent: { ...plain.agent, finalMessage: said } };

    for (const [text, most] of [
      [reportMarkdown(report), 65_535],
      [reportSummary(report), 1_048_576],
    ] as const) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most);
      expect(text.split('\n').slice(0, 5)).toEqual(reportMarkdown(plain).split('\n').slice(0, 5));
      expect(text.slice(0, 1_000)).toContain(digest);
      expect(text).toMatch(/more characters\)|Truncated here/);
    }
    expect(conclusionOf(report)).toBe(conclusionOf(plain));
  });

  it('so many findings, paths and tests that they fill a summary: cut between blocks, with notice', () => {
    const said = reportSaying('`'.repeat(500), 'blocked');
    const many = <Item>(items: readonly Item[]) =>
      Array.from({ length: 5_000 }, () => items).flat();
    const report = {
      ...said,
      policy: { ...said.policy, findings: many(said.policy.findings) },
      candidate: { ...said.candidate, changes: many(said.candidate.changes) },
    };

    const summary = reportSummary(report);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1_048_576);
    expect(summary).toMatch(/Truncated here: the rest is longer than GitHub shows/);
    expect(Buffer.byteLength(reportMarkdown(report))).toBeLessThanOrEqual(60_000);
  });
});

describe('[B8] a text that still is too long for GitHub', () => {
  it.each(floods)('%s: cut by bytes, as GitHub counts, with notice', (_, said) => {
    const text = limited(`+1 -1 in 1 file\n${said}`);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(text)).toBeGreaterThan(60_000);
    expect(text).toMatch(/^\+1 -1 in 1 file\n[\s\S]*_Truncated: the whole text has \d+ bytes/);
    expect(text.isWellFormed()).toBe(true);
  });

  it('exactly as long as GitHub takes is left alone', () => {
    expect(limited('x'.repeat(65_535))).toHaveLength(65_535);
    expect(limited('x'.repeat(65_535))).not.toContain('Truncated');
    expect(limited('é'.repeat(32_768))).toContain('Truncated');
  });
});
