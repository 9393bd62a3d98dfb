import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../../../action/core/review/settings/resolve-settings.ts';
import { ReviewFile } from '../../../action/core/review/settings/review-file.ts';
import type { Words } from '../../../action/core/review/settings/words.ts';

const allow = 'AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS';

function settings(environment: Words = {}, flags: Words = {}, file?: unknown) {
  const parsed = file === undefined ? undefined : ReviewFile.parse(file);
  const answer = resolveSettings({ file: parsed, environment, flags });
  if (answer.kind === 'problems') throw new Error(answer.lines.join('\n'));
  return answer.settings;
}

function problems(environment: Words, flags: Words = {}) {
  const answer = resolveSettings({ file: undefined, environment, flags });
  return answer.kind === 'problems' ? answer : { exitCode: 0, lines: [] };
}

describe('settings of a review', () => {
  it('[DOC-10] [DOC-15] [ART-01] [OPM-02] without anything are the documented ones', () => {
    expect(settings()).toMatchObject({
      mode: 'auto',
      outputDir: '.ai-review',
      codeQualityExport: true,
      htmlReport: false,
      feedbackMode: 'artifact-only',
      contextMode: 'diff-only',
      failOn: 'none',
      cleanupOwned: false,
      allowlist: [],
      provider: {
        provider: 'ollama',
        model: 'deepseek-coder-v2:16b',
        endpoint: 'http://127.0.0.1:11434',
        temperature: 0.2,
        topP: 0.9,
        numCtx: undefined,
      },
    });
  });

  it('[DOC-05] defaults < file < environment < flags', () => {
    const file = {
      version: 1,
      defaults: { model: 'from-file', fail_on: 'low', include_globs: ['src/**'] },
    };
    const environment = { AI_REVIEW_MODEL: 'from-environment', AI_REVIEW_FAIL_ON: 'medium' };
    expect(settings({}, {}, file).provider.model).toBe('from-file');
    expect(settings(environment, {}, file).provider.model).toBe('from-environment');
    expect(settings(environment, { '--model': 'from-flag' }, file)).toMatchObject({
      provider: { model: 'from-flag' },
      failOn: 'medium',
      includeGlobs: ['src/**'],
    });
    expect(settings({ AI_REVIEW_MODEL: '' }, {}, file).provider.model).toBe('from-file');
  });

  it('[DOC-06] the file has every documented default', () => {
    const defaults = {
      model: 'm',
      provider: 'mock',
      fail_on: 'high',
      fail_on_partial_coverage: true,
      review_context_mode: 'diff+semantic',
      include_globs: ['a'],
      exclude_globs: ['b'],
      feedback_mode: 'mr-manual',
      enable_final_summary: true,
    };
    expect(settings({}, {}, { version: 1, defaults })).toMatchObject({
      provider: { model: 'm', provider: 'mock' },
      failOn: 'high',
      failOnPartialCoverage: true,
      contextMode: 'diff+semantic',
      includeGlobs: ['a'],
      excludeGlobs: ['b'],
      feedbackMode: 'pr-manual',
      finalSummary: true,
    });
    expect(ReviewFile.safeParse({ version: 2 }).success).toBe(false);
    expect(ReviewFile.safeParse({ version: 1, defaults: { allowlist: ['x'] } }).success).toBe(
      false,
    );
  });

  it('[DOC-07] [DOC-08] rules are bounded one by one, and fifty are kept of more', () => {
    const rule = (part: object = {}) => ({ id: 'a.b:c-1_', instruction: 'Look.', ...part });
    const file = (...rules: object[]) => ({ version: 1, review: { rules } });
    expect(settings({}, {}, file(rule({ severity: 'error', scope: ['**/*.ts'] }))).rules).toEqual([
      { id: 'a.b:c-1_', severity: 'error', scope: ['**/*.ts'], instruction: 'Look.' },
    ]);
    for (const wrong of [
      { id: 'a b' },
      { id: 'x'.repeat(129) },
      { severity: 'blocker' },
      { instruction: '  ' },
      { instruction: 'x'.repeat(1_001) },
      { extra: 1 },
    ])
      expect(ReviewFile.safeParse(file(rule(wrong))).success).toBe(false);
    expect(ReviewFile.safeParse(file(rule({ instruction: 'x'.repeat(1_000) }))).success).toBe(true);
    const many = settings({}, {}, file(...Array.from({ length: 51 }, () => rule())));
    expect([many.rules.length, many.ruleCount]).toEqual([50, 51]);
  });

  it('[DOC-02] [DOC-24] mr is another word for pr', () => {
    expect(settings({ AI_REVIEW_MODE: 'mr', AI_REVIEW_FEEDBACK_MODE: 'MR' })).toMatchObject({
      mode: 'pr',
      feedbackMode: 'pr',
    });
  });

  it('[DOC-17] globs have commas between them, and a comma in braces is theirs', () => {
    expect(settings({ AI_REVIEW_INCLUDE_GLOBS: 'src/**, *.{ts,js} ,' }).includeGlobs).toEqual([
      'src/**',
      '*.{ts,js}',
    ]);
  });

  it('[DOC-29] everything that is wrong is told at once, with exit 2', () => {
    const wrong = {
      AI_REVIEW_MODE: 'x',
      AI_REVIEW_TEMPERATURE: '2.1',
      AI_REVIEW_TOP_P: '0',
      AI_REVIEW_HTML_REPORT: 'maybe',
      AI_REVIEW_FAIL_ON: 'critical',
      [allow]: 'https://ok.example, ftp://nope.example',
    };
    const { exitCode, lines } = problems(wrong, { '--num-ctx': '-1' });
    expect(exitCode).toBe(2);
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).toMatch(/^CONFIG_ERROR: \S/);
    expect(lines.join('\n')).toContain('--num-ctx is "-1". It needs a whole number above 0.');
  });

  it('[DOC-13] [DOC-30] a missing or malformed OPENAI_BASE_URL is exit 4', () => {
    const openai = { AI_REVIEW_PROVIDER: 'openai' };
    expect(problems(openai)).toMatchObject({
      exitCode: 4,
      lines: [expect.stringMatching(/^OPENAI_CONFIG_ERROR\[BASE_URL_MISSING\]: /)],
    });
    for (const url of ['nope', 'https://a.example/?q=1', 'https://a.example/#f', 'ftp://a.example'])
      expect(problems({ ...openai, OPENAI_BASE_URL: url })).toMatchObject({
        exitCode: 4,
        lines: [expect.stringMatching(/^OPENAI_CONFIG_ERROR\[BASE_URL_INVALID\]: /)],
      });
  });

  it('[DOC-16] a context size is refused where it would mean nothing', () => {
    const openai = { AI_REVIEW_PROVIDER: 'openai', OPENAI_BASE_URL: 'https://a.example/v1' };
    expect(problems({ ...openai, AI_REVIEW_NUM_CTX: '4096' })).toMatchObject({ exitCode: 4 });
    expect(settings({ AI_REVIEW_NUM_CTX: '4096' }).provider.numCtx).toBe(4_096);
  });

  it('[DOC-31] a limit that is none ends the review later, at its scope', () => {
    for (const value of ['0', '-1', '1.5', 'ten', '1e3'])
      expect(settings({ AI_REVIEW_MAX_FILES: value }).invalidLimit).toBe('AI_REVIEW_MAX_FILES');
    expect(settings({}, { '--max-diff-bytes': 'x' }).invalidLimit).toBe('--max-diff-bytes');
    expect(settings({ AI_REVIEW_MAX_FILES: '7' })).toMatchObject({
      limits: { maxFiles: 7 },
      invalidLimit: undefined,
    });
  });

  it('[DOC-25] the allow list takes commas and white space, and is normalised', () => {
    const list = 'HTTPS://Model.Example:443/v1/,\n http://127.0.0.1:11434';
    expect(settings({ [allow]: list }).allowlist).toEqual([
      'https://model.example/v1',
      'http://127.0.0.1:11434',
    ]);
  });
});
