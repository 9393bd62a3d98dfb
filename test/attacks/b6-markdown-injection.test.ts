import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { reportMarkdown, reportSummary } from '../../action/core/report/markdown.ts';
import { progressMarkdown } from '../../action/core/report/progress-markdown.ts';
import { RunState } from '../../action/domain/run-state.ts';
import { reportSaying } from '../core/report/hostile-report.ts';
import { hostileTexts } from '../core/report/hostile-texts.ts';

/** What GitHub makes of text outside of code, beside what its Markdown does. */
const acts =
  /@[a-z\d](?:[a-z\d-]*)|\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+(?:[\w.-]+\/[\w.-]+)?#\d|\bGH-\d|https?:\/\/|www\.|:[a-z_+-]+:|\$\$/i;

/** Rendered with GitHub's dialect; code is taken out, since it shows and does nothing. */
function rendered(markdown: string): { readonly tags: string[]; readonly text: string } {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const outside = html.replace(/<(pre|code)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  return {
    tags: outside.match(/<\/?[a-z][^>]*>|<!--/gi) ?? [],
    text: outside.replace(/<[^>]*>/g, ''),
  };
}

const harmlessTags = /^<\/?(h3|p|ul|li|strong|em)>$/;

function everyText(text: string): string[] {
  const stages = [
    { name: 'run', status: 'failed', elapsedMs: 1, reason: text },
    { name: text, status: 'waiting' },
  ] as const;
  const progress = { runId: 'run-0123456789abcdef', startedAt: 0, now: 1, costUsd: 0, stages };
  return [
    ...RunState.options.flatMap((state) => [
      reportMarkdown(reportSaying(text, state)),
      reportMarkdown(reportSaying(text, state), { stop: { stage: text, category: text } }),
    ]),
    reportSummary(reportSaying(text, 'blocked')),
    progressMarkdown(progress),
  ];
}

describe('[B6] [GHB-18] somebody else’s text in what we say', () => {
  it('the corpus is large enough to mean something', () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(40);
  });

  it.each(hostileTexts)('%s makes no link, image, mention, keyword or HTML', (_, text) => {
    for (const markdown of everyText(text)) {
      const { tags, text: outside } = rendered(markdown);
      expect(tags.filter((tag) => !harmlessTags.test(tag))).toEqual([]);
      expect(outside).not.toMatch(acts);
    }
  });
});
