import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { FindingsReport } from '../../action/domain/ai-review.ts';
import { schemaJson } from '../../action/entry/review/schema.ts';
import { finding, minimal, reportOf } from '../core/review/samples.ts';

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(schemaJson()));

/** Both the shipped JSON Schema and our own reader say the same. */
function isValid(payload: unknown): boolean {
  const byReader = FindingsReport.safeParse(payload).success;
  expect(validate(payload)).toBe(byReader);
  return byReader;
}

describe('ai-review.json', () => {
  it('[SCH-01] is described by JSON Schema 2020-12', () => {
    const schema = JSON.parse(schemaJson());
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.required.sort()).toEqual(['findings', 'meta', 'summary']);
    expect(schema.additionalProperties).toBe(false);
  });

  it('[SCH-60] the minimal payload of the page is valid and stays as it is', () => {
    expect(isValid(minimal)).toBe(true);
    expect(FindingsReport.parse(minimal)).toEqual(minimal);
  });

  it('[SCH-02] [SCH-03] [SCH-35] has exactly meta, summary and findings', () => {
    for (const key of ['meta', 'summary', 'findings'] as const) {
      const { [key]: _left, ...rest } = minimal;
      expect(isValid(rest)).toBe(false);
    }
    expect(isValid({ ...minimal, extra: 1 })).toBe(false);
  });

  it('[SCH-05] [SCH-06] [SCH-07] [SCH-08] [SCH-09] [SCH-10] meta has its six stable keys', () => {
    for (const key of Object.keys(minimal.meta)) {
      const meta = Object.fromEntries(
        Object.entries(minimal.meta).filter(([name]) => name !== key),
      );
      expect(isValid({ ...minimal, meta })).toBe(false);
    }
    for (const key of ['files', 'insertions', 'deletions'])
      expect(isValid(withMeta({ diff_stats: { ...minimal.meta.diff_stats, [key]: -1 } }))).toBe(
        false,
      );
    expect(isValid(withMeta({ generated_at: 'yesterday' }))).toBe(false);
  });

  it('[SCH-11] [SCH-59] unknown keys of meta and its sections survive a round trip', () => {
    const payload = withMeta({
      vendor: { deep: [1, { two: null }] },
      limits: { ...minimal.meta.limits, new_counter: 3 },
      trust_gate: { status: 'passed', extra: true },
      usage_ledger: { calls: { call_count: 0, new: 1 }, by_phase: {}, records: [], more: 1 },
    });
    expect(isValid(payload)).toBe(true);
    expect(JSON.parse(JSON.stringify(FindingsReport.parse(payload)))).toEqual(payload);
  });

  it('[SCH-04] [SCH-36] to [SCH-44] a finding has its required fields, and no unknown one', () => {
    expect(isValid(reportOf([finding()]))).toBe(true);
    const { suggested_patch: _patch, provenance: _provenance, ...required } = finding();
    for (const key of Object.keys(required)) {
      const rest = Object.fromEntries(Object.entries(finding()).filter(([name]) => name !== key));
      expect(isValid({ ...minimal, findings: [rest] })).toBe(false);
    }
    expect(isValid({ ...minimal, findings: [{ ...finding(), rule: 'x' }] })).toBe(false);
  });

  it.each([
    ['severity', ['blocker', 'high', 'medium', 'low', 'info']],
    [
      'category',
      [
        'security',
        'correctness',
        'reliability',
        'performance',
        'maintainability',
        'testing',
        'style',
      ],
    ],
  ])('[SCH-36] [SCH-37] %s has its published values and no other', (key, values) => {
    for (const value of values)
      expect(isValid({ ...minimal, findings: [{ ...finding(), [key]: value }] })).toBe(true);
    expect(isValid({ ...minimal, findings: [{ ...finding(), [key]: 'critical' }] })).toBe(false);
  });

  it('[SCH-33] [SCH-47] [SCH-48] [SCH-50] the other published values', () => {
    for (const overall_risk of ['low', 'medium', 'high'])
      expect(isValid({ ...minimal, summary: { overall_risk, top_issues: [] } })).toBe(true);
    expect(isValid({ ...minimal, summary: { overall_risk: 'none', top_issues: [] } })).toBe(false);
    for (const origin of ['llm', 'semantic', 'security_tool', 'combined'])
      expect(isValid(provenance({ origin, sources: ['llm'] }))).toBe(true);
    for (const source of ['llm', 'semantic', 'security_tool'])
      expect(isValid(provenance({ origin: 'llm', sources: [source] }))).toBe(true);
    expect(isValid(provenance({ origin: 'llm', sources: ['combined'] }))).toBe(false);
    expect(isValid(provenance({ origin: 'human', sources: [] }))).toBe(false);
    for (const status of ['pass', 'fail', 'unavailable', 'error', 'skipped'])
      expect(isValid(withMeta({ security_precheck: { status } }))).toBe(true);
    expect(isValid(withMeta({ security_precheck: { status: 'passed' } }))).toBe(false);
  });

  it('[SCH-38] [SCH-39] [SCH-44] files stay inside, lines begin at 1, confidence is 0 to 1', () => {
    for (const file of ['/etc/passwd', '../x', 'a/../../x', 'C:\\x', 'a\\..\\x', ''])
      expect(isValid(reportWith({ file }))).toBe(false);
    for (const file of ['..a/b..', 'a b', '.github/x', 'ü/日本'])
      expect(isValid(reportWith({ file }))).toBe(true);
    expect(isValid(reportWith({ line_start: 0 }))).toBe(false);
    expect(isValid(reportWith({ confidence: 1.01 }))).toBe(false);
    expect(isValid(reportWith({ confidence: '0.9' }))).toBe(false);
  });

  it('[SCH-40] an end before the start is refused by the reader', () => {
    expect(FindingsReport.safeParse(reportWith({ line_start: 5, line_end: 4 })).success).toBe(
      false,
    );
  });
});

function withMeta(meta: object) {
  return { ...minimal, meta: { ...minimal.meta, ...meta } };
}

function reportWith(part: object) {
  return { ...minimal, findings: [{ ...finding(), ...part }] };
}

function provenance(value: object) {
  return reportWith({ provenance: value });
}
