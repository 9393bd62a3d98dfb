import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../action/domain/failure.ts';
import { answer, nothingFound, reviewing } from './reviewing.ts';

const open: { remove(): void }[] = [];
afterEach(() => {
  for (const { remove } of open.splice(0)) remove();
});

function repository(files: Readonly<Record<string, string>> = { 'src/a.ts': 'one\ntwo\nthree\n' }) {
  const made = reviewing(files);
  open.push(made);
  return made;
}

const changed = 'one\nTWO\nthree\nfour\n';

describe('a review', () => {
  it('[DOC-01] [ART-02] [ART-03] [ART-04] [ART-05] asks about the diff and writes every artifact', async () => {
    const it = repository();
    it.tree.write('src/a.ts', changed);

    const { exitCode, lines, asked } = await it.run({ lines: [answer('src/a.ts', 2)] });

    expect([exitCode, lines]).toEqual([0, []]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.prompt).toContain('L1:  one\n-two\nL2: +TWO\nL3:  three\nL4: +four');
    const report = it.report();
    expect(report.meta).toMatchObject({
      base_sha: it.tree.git('rev-parse', 'HEAD').trim(),
      generated_at: '2026-01-01T00:00:00.000Z',
      diff_stats: { files: 1, insertions: 2, deletions: 1 },
      provider_runtime: { provider: 'mock', status: 'completed', retry_count: 0 },
      trust_gate: { status: 'passed' },
      semantic_precheck: { status: 'skipped' },
      security_precheck: { status: 'skipped' },
      repository_overview: { file_count: 1 },
      usage_ledger: { calls: { call_count: 1, total_tokens: 15 } },
      coverage: { status: 'full' },
    });
    expect(report.summary).toEqual({ overall_risk: 'medium', top_issues: ['an issue'] });
    expect(report.findings).toMatchObject([
      { file: 'src/a.ts', line_start: 2, provenance: { origin: 'llm', sources: ['llm'] } },
    ]);
    for (const name of ['ai-review.md', 'ai-review.html', 'ai-review.sarif'])
      expect(it.artifact(name)).toContain('src/a.ts');
    expect(JSON.parse(it.artifact('gl-code-quality-report.json'))).toHaveLength(1);
  });

  it('[SCH-49] findings outside the right side are dropped and counted; labels are taken out', async () => {
    const it = repository({ 'a.txt': lines(60) });
    it.tree.write('a.txt', lines(60).replace('line 10\n', 'LINE 10\n').replace('line 50\n', ''));
    const said = [7, 13, 14, 30].map((line) =>
      answer('a.txt', line, line, { title: `at ${line}` }),
    );
    const outside = answer('other.txt', 1);
    const patch = { suggested_patch: 'L10: LINE\n+L11: x', description: 'see L10: and (L11:)' };
    const findings = [
      ...said.flatMap((one) => one.findings),
      ...outside.findings,
      ...answer('a.txt', 10, 40, { title: 'L10: wrong', ...patch }).findings,
    ];

    await it.run({ lines: [{ ...nothingFound, findings }] });

    const report = it.report();
    // The hunk shows 7 to 13; a range that runs out of it ends with it.
    expect(report.findings.map(({ line_start, line_end }) => [line_start, line_end])).toEqual([
      [7, 7],
      [10, 13],
      [13, 13],
    ]);
    expect(report.meta.limits.findings_outside_diff_dropped_count).toBe(3);
    for (const name of [
      'ai-review.json',
      'ai-review.md',
      'ai-review.html',
      'gl-code-quality-report.json',
      'ai-review.sarif',
    ])
      expect(it.artifact(name)).not.toMatch(/\bL\d+:/);
    expect(report.findings[1]).toMatchObject({
      title: 'line 10: wrong',
      suggested_patch: 'LINE\n+x',
    });
  });

  it('[DOC-04] an answer that is none is asked for once more, and the second one counts', async () => {
    const it = repository();
    it.tree.write('src/a.ts', changed);
    const { exitCode, asked } = await it.run({ lines: ['no JSON', answer('src/a.ts', 2)] });
    expect([exitCode, asked.length]).toEqual([0, 2]);
    expect(asked[1]?.prompt).toContain('ANSWER_NOT_JSON');
    const { findings, meta } = it.report();
    expect(findings).toHaveLength(1);
    expect(Object.keys(meta.usage_ledger?.by_phase ?? {})).toEqual(['review', 'review-retry']);
  });

  it.each([
    ['words', 'I think it is fine.'],
    ['another shape', { summary: 'fine', findings: [] }],
    ['an unknown severity', answer('src/a.ts', 2, 2, { severity: 'critical' })],
  ])('[DOC-04] after two answers that are %s there is a fallback report', async (_what, line) => {
    const it = repository();
    it.tree.write('src/a.ts', changed);

    const { exitCode } = await it.run({ lines: [line] });

    expect(exitCode).toBe(0);
    expect(it.report()).toMatchObject({
      findings: [],
      summary: { overall_risk: 'medium', top_issues: [expect.stringContaining('not reviewed')] },
      meta: {
        provider_runtime: { status: 'fallback', reason_code: 'INVALID_PROVIDER_OUTPUT' },
        coverage: { status: 'partial' },
      },
    });
    expect(it.artifact('ai-review.md')).toContain('Fallback report');
    const strict = { AI_REVIEW_FAIL_ON_PARTIAL_COVERAGE: 'true' };
    const again = await it.run({ lines: [line], environment: strict });
    expect(again.exitCode).toBe(10);
    expect(again.lines).toEqual([
      expect.stringMatching(/^EXIT_REASON\[FAIL_ON_PARTIAL_COVERAGE\]/),
    ]);
  });

  it('[DOC-32] a provider that fails is exit 6, with artifacts that say so', async () => {
    const it = repository();
    it.tree.write('src/a.ts', changed);
    const tell = 'OLLAMA_API_ERROR[503]: it does not answer';
    const failure = new Failure({ code: 'unavailable', tell });
    const { exitCode, lines } = await it.run({ lines: [failure] });
    expect([exitCode, lines]).toEqual([6, [tell]]);
    expect(it.report().meta).toMatchObject({
      provider_runtime: { status: 'failed', reason_code: 'OLLAMA_API_ERROR[503]' },
      usage_ledger: { calls: { call_count: 1 } },
      coverage: { status: 'partial' },
    });
    expect(it.artifact('ai-review.md')).toContain('the review is not complete');
  });

  it('[DOC-27] [DOC-34] [USE-05] [USE-06] [ART-05] the trust gate: exit 11, nobody was asked, and it says so', async () => {
    const it = repository();
    it.tree.write('src/a.ts', changed);
    const { exitCode, lines, asked } = await it.run({
      environment: { AI_REVIEW_PROVIDER: 'ollama' },
    });
    expect([exitCode, asked]).toEqual([11, []]);
    expect(lines).toEqual([expect.stringMatching(/^TRUST_ALLOWLIST_EMPTY: /)]);
    expect(it.report()).toMatchObject({
      findings: [],
      meta: {
        trust_gate: { status: 'blocked', reason_code: 'TRUST_ALLOWLIST_EMPTY' },
        usage_ledger: {
          calls: { call_count: 0, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
        },
      },
    });
    for (const name of ['ai-review.md', 'ai-review.html'])
      expect(it.artifact(name)).toContain('the provider review did not run');
    expect(JSON.parse(it.artifact('gl-code-quality-report.json'))).toEqual([]);
  });

  it('a dry run asks nobody and tells nobody, writes and marks its artifacts', async () => {
    const it = repository();
    it.tree.write('src/a.ts', changed);
    const deliver = async () => {
      throw new Error('nobody is told');
    };
    const { exitCode, asked } = await it.run({
      environment: {
        AI_REVIEW_DRY_RUN: 'true',
        AI_REVIEW_FEEDBACK_MODE: 'pr',
        AI_REVIEW_PROVIDER: 'ollama',
      },
      access: { kind: 'available', feedback: { deliver } },
    });
    expect([exitCode, asked]).toEqual([0, []]);
    expect(it.report().meta).toMatchObject({
      dry_run: true,
      provider_runtime: { status: 'dry-run' },
      trust_gate: { status: 'would-block', reason_code: 'TRUST_ALLOWLIST_EMPTY' },
      feedback: { delivery: { status: 'skipped', reason_code: 'DRY_RUN' } },
    });
    expect(it.artifact('ai-review.md')).toContain('Dry run');
  });

  it('an empty change is reviewed by nobody and fails nothing', async () => {
    const it = repository();
    const strict = { AI_REVIEW_FAIL_ON_PARTIAL_COVERAGE: 'true', AI_REVIEW_FAIL_ON: 'info' };
    const { exitCode, asked } = await it.run({ environment: strict });
    expect([exitCode, asked]).toEqual([0, []]);
    expect(it.report().meta.provider_runtime?.status).toBe('nothing-to-review');
  });

  it.each([
    ['none', 'blocker', 0],
    ['blocker', 'high', 0],
    ['blocker', 'blocker', 10],
    ['high', 'blocker', 10],
    ['medium', 'low', 0],
    ['info', 'info', 10],
  ])('[DOC-33] fail-on %s with a %s finding is exit %i', async (bound, severity, expected) => {
    const it = repository();
    it.tree.write('src/a.ts', changed);
    const { exitCode, lines } = await it.run({
      environment: { AI_REVIEW_FAIL_ON: bound },
      lines: [answer('src/a.ts', 2, 2, { severity })],
    });
    expect(exitCode).toBe(expected);
    if (expected === 10) expect(lines[0]).toMatch(`EXIT_REASON[FAIL_ON_${bound.toUpperCase()}]`);
  });

  it('[ART-05] Code Quality and HTML are written when they are wanted, and removed when not', async () => {
    const it = repository();
    it.tree.write('src/a.ts', changed);
    await it.run();
    expect(it.has('ai-review.html')).toBe(true);
    await it.run({
      environment: { AI_REVIEW_CODE_QUALITY_EXPORT: 'false', AI_REVIEW_HTML_REPORT: 'false' },
    });
    expect([it.has('ai-review.html'), it.has('gl-code-quality-report.json')]).toEqual([
      false,
      false,
    ]);
  });

  it('[USE-26] [USE-27] [USE-28] diagnostics are the ledger once more, and the reports show them', async () => {
    const it = repository();
    it.tree.write('src/a.ts', changed);
    await it.run({ environment: { AI_REVIEW_ENABLE_PERFORMANCE_DIAGNOSTICS: 'true' } });
    const { performance_diagnostics: diagnostics, usage_ledger: ledger } = it.report().meta;
    expect(diagnostics).toMatchObject({
      observed: {
        token_usage: { prompt_tokens: 10, total_tokens: 15, total_tokens_per_second_wall: 30 },
        elapsed_seconds: { wall_elapsed_seconds: ledger?.calls.wall_elapsed_seconds },
      },
    });
    const markdown = it.artifact('ai-review.md');
    expect(markdown).toContain('\n## Token Usage\n');
    expect(markdown).toContain('\n## Performance Diagnostics\n');
    expect(markdown).toContain('| n/a |');
    expect(it.artifact('ai-review.html')).toContain('<h2>Performance Diagnostics</h2>');
    await it.run();
    expect(it.report().meta).not.toHaveProperty('performance_diagnostics');
  });

  it('[DOC-23] [SCH-47] diff+semantic looks first: parsers and our own scan, joined with the model', async () => {
    const it = repository({ 'a.json': '{}\n', 'b.ts': '\n' });
    it.tree.write('a.json', '{"a": }\n');
    it.tree.write('b.ts', 'const user = "\u202e admin";\n');
    const { asked } = await it.run({
      environment: { AI_REVIEW_CONTEXT_MODE: 'diff+semantic' },
      lines: [answer('b.ts', 1, 1, { category: 'security' })],
    });
    expect(asked[0]?.prompt).toContain('a.json:1 not JSON');
    const { meta, findings } = it.report();
    expect(meta.semantic_precheck).toMatchObject({ status: 'fail', analyzers: ['json'] });
    expect(meta.security_precheck?.status).toBe('fail');
    expect(findings.map(({ file, provenance }) => [file, provenance])).toEqual([
      ['a.json', { origin: 'semantic', sources: ['semantic'] }],
      ['b.ts', { origin: 'combined', sources: ['llm', 'security_tool'] }],
    ]);
  });
});

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');
}
