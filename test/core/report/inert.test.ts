import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../../action/core/report/html.ts';
import { reportMarkdown } from '../../../action/core/report/markdown.ts';
import { visible } from '../../../action/core/report/untrusted-text.ts';
import { RunState } from '../../../action/domain/run-state.ts';
import { reportSaying } from './hostile-report.ts';
import { hostileTexts } from './hostile-texts.ts';
import { insideOfCode, outsideOfCode, tagsOf, unseen } from './rendered.ts';

const states = RunState.options;

describe('[B6] [B7] [BEAT-09] whatever anybody wrote', () => {
  it('the corpus is large enough to mean something', () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(hostileTexts.map(([, text]) => text)).size).toBe(hostileTexts.length);
  });

  it.each(hostileTexts)('%s is nothing but shown text in the comment and the check', (_, text) => {
    for (const state of states) {
      const markdown = reportMarkdown(reportSaying(text, state));
      const harmless = reportMarkdown(reportSaying('harmless', state));

      expect(outsideOfCode(markdown)).toEqual(outsideOfCode(harmless));
      expect(insideOfCode(markdown)).toHaveLength(insideOfCode(harmless).length);
      expect(markdown).not.toMatch(unseen);
    }
  });

  it.each(hostileTexts)('%s is all there to be read', (_, text) => {
    const shown = insideOfCode(reportMarkdown(reportSaying(text, 'blocked')));

    expect(shown.map(withoutOuterLines)).toContain(withoutOuterLines(visible(text)));
  });

  it.each(hostileTexts)('%s is nothing but shown text in the printable report', (_, text) => {
    for (const state of states) {
      const html = reportHtml(reportSaying(text, state));

      expect(tagsOf(html)).toEqual(tagsOf(reportHtml(reportSaying('harmless', state))));
      expect(html).not.toMatch(unseen);
    }
  });

  it('what stands outside of code has no link, image, HTML or mention at all', () => {
    for (const state of states) {
      const outside = outsideOfCode(reportMarkdown(reportSaying('harmless', state)));

      expect(outside.join('\n')).not.toMatch(/^(link|image|html|def|checkbox)\b/m);
      expect(outside.join('\n')).not.toMatch(/https?:|www\.|@\w|\b(fix|clos|resolv)(e|es|ed)? #/i);
    }
  });

  it('the printable report loads nothing and runs nothing', () => {
    const html = reportHtml(reportSaying('harmless', 'published'));

    expect(html).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
    expect(html).not.toMatch(/<(script|img|link|iframe|object|a)\b|\son\w+=|src=|href=/i);
  });
});

describe('[B8] a report that is too long', () => {
  it.each([
    ['ten million characters', 'x'.repeat(10_000_000)],
    ['a million backticks', '`'.repeat(1_000_000)],
    ['a million lines', 'line\n'.repeat(1_000_000)],
    ['a million invisible characters', '\u{e0041}'.repeat(1_000_000)],
    ['a million fences', '```\n'.repeat(1_000_000)],
  ])('of %s still says verdict and digests first, and fits into a comment', (_, text) => {
    const markdown = reportMarkdown(reportSaying(text, 'published'));

    expect(markdown.length).toBeLessThan(65_000);
    expect(markdown.split('\n').slice(0, 7)).toEqual([
      expect.stringMatching(
        /^\+1 -1 in 1 file · 0\/1 tests .* · risk HIGH · \$0\.01 · patch b{12}…$/,
      ),
      '',
      '### PatchPlane: Approved and published as draft pull request #7',
      '',
      '**Next**: review draft pull request #7 and merge it like any other.',
      '',
      expect.stringContaining('b'.repeat(64)),
    ]);
    const outside = outsideOfCode(markdown).join('\n');
    expect(outside).not.toMatch(/^(link|image|html|def)\b/m);
  });

  it('of a thousand findings, paths and tests says how many it leaves out', () => {
    const report = reportSaying('x', 'blocked');
    const many = <Item>(items: readonly Item[]) =>
      Array.from({ length: 1_000 }, () => items).flat();

    const markdown = reportMarkdown({
      ...report,
      candidate: { ...report.candidate, changes: many(report.candidate.changes) },
      policy: { ...report.policy, findings: many(report.policy.findings) },
    });

    expect(markdown.match(/… and 950 more/g)).toHaveLength(1);
    // Paths are listed as long as there is room: whoever decides sees what policy saw.
    expect(markdown.match(/… and \d+ more/g)).toHaveLength(2);
    expect(markdown.length).toBeLessThan(65_000);
  });
});

/** Renderers leave out line ends at both ends of a block. */
function withoutOuterLines(text: string): string {
  return text.replace(/^\n+|\n+$/g, '');
}
