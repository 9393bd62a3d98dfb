import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedGitLab, startGitLab } from '../../action/embedded/gitlab/start-gitlab.ts';
import {
  type ProviderStandIn,
  startProvider,
} from '../../action/embedded/model/provider-stand-in.ts';
import {
  artifact,
  type Checkout,
  gitLabJob,
  makeCheckout,
  modelAnswer,
  openAiAt,
  runReview,
} from './review-job.ts';

const bot = {
  id: 77,
  username: 'project_5_bot',
  token: 'glpat-of-the-bot-0001',
  scope: 'api',
} as const;
let checkout: Checkout;
let gitlab: EmbeddedGitLab;
let model: ProviderStandIn;

beforeEach(async () => {
  const added = Array.from({ length: 9 }, (_, at) => `export const line${at + 2} = 1;\n`).join('');
  checkout = makeCheckout(
    { 'src/page.js': 'export const first = 1;\n' },
    { 'src/page.js': `export const first = 1;\n${added}` },
  );
  model = await startProvider({
    ...{ api: 'openai', prefix: '/v1' },
    steps: [
      { text: modelAnswer({ line: 3 }, { line: 1 }), promptTokens: 500, completionTokens: 50 },
    ],
  });
  gitlab = await startGitLab({
    users: [bot],
    mergeRequest: {
      ...{ projectId: 5, iid: 11 },
      ...{ baseSha: checkout.base, startSha: checkout.base, headSha: checkout.head },
      files: { 'src/page.js': { added: [2, 3, 4, 5, 6, 7, 8, 9, 10], context: { 1: 1 } } },
    },
  });
});

afterEach(async () => {
  await Promise.all([gitlab.close(), model.close()]);
  checkout.remove();
});

const run = (more: Readonly<Record<string, string>>) =>
  runReview(checkout.folder, {
    ...gitLabJob(checkout, gitlab.apiUrl),
    ...openAiAt(model.baseUrl),
    ...more,
  });
const report = () => JSON.parse(artifact(checkout.folder, 'ai-review.json'));

describe('a review job of GitLab', () => {
  it('[OPM-02] writes artifacts and tells nobody, unless it is told to', async () => {
    expect(await run({})).toMatchObject({ exitCode: 0, errors: [] });
    expect(gitlab.desk.log).toEqual([]);
    expect(report()).toMatchObject({
      meta: { base_sha: checkout.base, head_sha: checkout.head, trust_gate: { status: 'passed' } },
      findings: [{ line_start: 1 }, { line_start: 3 }],
    });
  });

  it('[DOC-24] tells the merge request in mode mr, once', async () => {
    const telling = { AI_REVIEW_FEEDBACK_MODE: 'mr', GITLAB_TOKEN: bot.token };
    expect(await run(telling)).toMatchObject({ exitCode: 0, errors: [] });
    const first = gitlab.desk.discussions.map(({ notes }) => notes[0]?.position?.new_line ?? 0);

    expect(first.toSorted()).toEqual([0, 1, 3]);
    expect(report().meta.feedback).toMatchObject({ delivery: { status: 'delivered' } });
    expect(await run(telling)).toMatchObject({ exitCode: 0 });
    expect(gitlab.desk.discussions).toHaveLength(3);
    expect(report().meta.feedback.delivery).toMatchObject({
      summary: expect.stringMatching(/unchanged|updated/),
    });
  });

  it('[DOC-24] mode mr-manual waits for a manual job', async () => {
    const telling = { AI_REVIEW_FEEDBACK_MODE: 'mr-manual', GITLAB_TOKEN: bot.token };
    expect(await run(telling)).toMatchObject({ exitCode: 0 });
    expect(gitlab.desk.discussions).toEqual([]);

    expect(await run({ ...telling, CI_JOB_MANUAL: 'true' })).toMatchObject({ exitCode: 0 });
    expect(gitlab.desk.discussions).toHaveLength(3);
  });

  it('[DOC-35] [DOC-38] without a token for notes it ends with 7, after its artifacts', async () => {
    const told = await run({ AI_REVIEW_FEEDBACK_MODE: 'mr' });

    expect(told).toMatchObject({
      exitCode: 7,
      errors: [expect.stringMatching(/^GITLAB_NOTE_ERROR\[NO_CREDENTIALS\]: .*GITLAB_TOKEN/)],
    });
    expect(report().findings).toHaveLength(2);
    expect(
      await run({ AI_REVIEW_FEEDBACK_MODE: 'mr', GITLAB_TOKEN: 'glpat-wrong-wrong' }),
    ).toMatchObject({
      exitCode: 7,
      errors: [expect.stringMatching(/^GITLAB_NOTE_ERROR\[AUTH\]/)],
    });
  });

  it('[DOC-27] an endpoint that nobody allowed ends with 11, and is not asked', async () => {
    for (const allowed of ['', 'https://api.openai.com/v1', `${model.baseUrl}/x`]) {
      const told = await run({ AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: allowed });
      expect(told.exitCode).toBe(11);
    }
    expect(model.requests()).toEqual([]);
    expect(report()).toMatchObject({
      meta: { trust_gate: { status: 'blocked' }, usage_ledger: { calls: { call_count: 0 } } },
      findings: [],
    });
  });

  it.each([
    ['4', { OPENAI_BASE_URL: '' }, /^OPENAI_CONFIG_ERROR\[/],
    ['4', { OPENAI_BASE_URL: 'https://user:pass@api.openai.com/v1' }, /^OPENAI_CONFIG_ERROR\[/],
    ['2', { AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: 'api.openai.com' }, /CONFIG_ERROR.*Entry 1/],
  ])('ends with %s for %j', async (code, more, line) => {
    const told = await run(more);

    expect(told.exitCode).toBe(Number(code));
    expect(told.errors.join('\n')).toMatch(line);
    expect(told.printed).not.toContain('pass@');
    expect(model.requests()).toEqual([]);
  });

  it('[DOC-32] a provider that fails ends with 6, and nobody is told', async () => {
    await model.close();
    const told = await run({ AI_REVIEW_FEEDBACK_MODE: 'mr', GITLAB_TOKEN: bot.token });

    expect(told.exitCode).toBe(6);
    expect(told.errors[0]).toMatch(/^OPENAI_API_ERROR\[UNREACHABLE\]/);
    expect(gitlab.desk.log).toEqual([]);
  });

  it('no key or token of the job goes into a prompt, an artifact or the log', async () => {
    const told = await run({ AI_REVIEW_FEEDBACK_MODE: 'mr', GITLAB_TOKEN: bot.token });
    const everywhere = [
      ...['ai-review.json', 'ai-review.md'].map((name) => artifact(checkout.folder, name)),
      ...model.requests().map(({ body }) => JSON.stringify(body)),
      ...gitlab.desk.discussions.flatMap(({ notes }) => notes.map(({ body }) => body)),
      told.printed,
    ].join('\n');

    expect(everywhere).toContain('line3');
    expect(everywhere).not.toMatch(/sk-proj-key-of|glpat-of-the-bot|glcbt-64_of/);
  });
});
