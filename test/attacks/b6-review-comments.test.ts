import { marked } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quickActionsIn } from '../../action/embedded/gitlab/merge-request-state.ts';
import { type EmbeddedGitLab, startGitLab } from '../../action/embedded/gitlab/start-gitlab.ts';
import {
  type ProviderStandIn,
  startProvider,
} from '../../action/embedded/model/provider-stand-in.ts';
import { noteText } from '../../action/plugins/gitlab/note-text.ts';
import { hostileTexts } from '../core/report/hostile-texts.ts';
import {
  type Checkout,
  gitLabJob,
  makeCheckout,
  modelAnswer,
  openAiAt,
  runReview,
} from '../entry/review-job.ts';

/** What GitLab would do on behalf of whoever writes the note, or make of its text. */
const forGitLab = [
  'Fine.\n/approve',
  'Fine.\n  /merge',
  'Fine.\r\n/merge_when_pipeline_succeeds\r\n/assign @root',
  '```\n/approve\n```\n/close',
  '````\n```\n/approve\n````',
  '<!--\n/approve\n-->',
  '> quote\n/approve',
  '/approve',
  '\t/close',
  'x\u2028/approve\n/label ~trusted',
  '[[_TOC_]]\n/tag v1',
  '::include{file=/etc/passwd}',
  '$`\\href{javascript:alert(1)}{x}`$ !1 ~label %milestone &1 @all',
  '```mermaid\ngraph TD; click A "https://evil.example"\n```',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J',
] as const;

const texts = [...hostileTexts.map(([, text]) => text), ...forGitLab];
const bot = { id: 77, username: 'bot', token: 'glpat-of-the-bot-0001', scope: 'api' } as const;
const lines = Array.from({ length: texts.length + 1 }, (_, at) => at + 1);

let checkout: Checkout;
let gitlab: EmbeddedGitLab;
let model: ProviderStandIn;
let printed: string;
let bodies: readonly string[];

beforeAll(async () => {
  checkout = makeCheckout(
    { 'README.md': 'x\n' },
    { 'src/page.js': lines.map((line) => `export const line${line} = 1;\n`).join('') },
  );
  // In several runs: no more is said at once than people read.
  bodies = [];
  for (let from = 0; from < texts.length; from += 40) {
    const some = texts.slice(from, from + 40).map((text, at) => ({ line: from + at + 1, text }));
    model = await startProvider({
      ...{ api: 'openai', prefix: '/v1' },
      steps: [{ text: modelAnswer(...some) }],
    });
    gitlab = await startGitLab({
      users: [bot],
      mergeRequest: {
        ...{ projectId: 5, iid: 11 },
        ...{ baseSha: checkout.base, startSha: checkout.base, headSha: checkout.head },
        files: { 'src/page.js': { added: lines, context: {} } },
      },
    });
    const told = await runReview(checkout.folder, {
      ...gitLabJob(checkout, gitlab.apiUrl),
      ...openAiAt(model.baseUrl),
      ...{ AI_REVIEW_FEEDBACK_MODE: 'mr', GITLAB_TOKEN: bot.token },
    });
    printed = `${printed ?? ''}${told.printed}`;
    expect(told).toMatchObject({ exitCode: 0 });
    expect(gitlab.desk.discussions.length).toBe(some.length + 1);
    expect(gitlab.desk.quickActions).toEqual([]);
    bodies = [
      ...bodies,
      ...gitlab.desk.discussions.flatMap(({ notes }) => notes.map(({ body }) => body)),
    ];
    await Promise.all([gitlab.close(), model.close()]);
  }
});

afterAll(() => {
  checkout.remove();
});

/** Rendered with the dialect that both forges share; code is taken out: it shows and does nothing. */
function rendered(markdown: string): { readonly tags: string[]; readonly text: string } {
  const html = marked.parse(markdown, { gfm: true, async: false });
  const outside = html.replace(/<(pre|code)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  return {
    tags: outside.match(/<\/?[a-z][^>]*>|<!--[\s\S]*?-->/gi) ?? [],
    text: outside.replace(/<!--[\s\S]*?-->|<[^>]*>/g, ''),
  };
}

const harmless =
  /^<\/?(h2|h3|p|ul|li|strong|em)>$|^<!-- patchplane:review=(summary|line:[0-9a-f]{16}) -->$/;
const acts =
  /@[a-z\d]|\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+#\d|https?:\/\/|www\.|\$\$|\$`|\[\[|::|[!~%&]\w/i;

describe('B6 a review’s comments at the forge', () => {
  it('B6 hostile findings make no link, image, mention, keyword, HTML or quick action', () => {
    expect(bodies.length).toBeGreaterThan(texts.length);
    for (const body of bodies) {
      const { tags, text } = rendered(body);
      expect(tags.filter((tag) => !harmless.test(tag))).toEqual([]);
      expect(text).not.toMatch(acts);
    }
  });

  it('B7 nothing in them is invisible but our own mark', () => {
    const unseen = /[\p{Cf}\p{Cc}\u2028\u2029]/gu;
    for (const body of bodies)
      expect((body.match(unseen) ?? []).filter((each) => !'\n\t'.includes(each))).toEqual([]);
  });

  it('B4 B5 none of it is printed: no command of a log, no escape', () => {
    expect(printed).not.toMatch(/^\s*(::|##\[)/m);
    expect(printed).not.toMatch(/evil\.example/);
    expect(printed.includes('\u001b')).toBe(false);
  });

  it.each(forGitLab)('B6 %j runs nothing, though GitLab would run it as it is', (text) => {
    expect(quickActionsIn(noteText(text))).toEqual([]);
    expect(quickActionsIn(noteText('/approve\n/merge'))).toEqual([]);
    expect(quickActionsIn('/approve\n/merge')).toEqual(['approve', 'merge']);
  });
});
