import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { codeQuality } from '../../../action/core/review/artifacts/code-quality.ts';
import { sarif } from '../../../action/core/review/artifacts/sarif.ts';
import { finding, minimal, reportOf } from './samples.ts';

/** The part of SARIF 2.1.0 (OASIS, sections 3.13 to 3.30) that this log uses, with what it requires. */
const text = { type: 'string', minLength: 1 };
const line = { type: 'integer', minimum: 1 };
const location = {
  type: 'object',
  required: ['physicalLocation'],
  properties: {
    physicalLocation: {
      type: 'object',
      required: ['artifactLocation', 'region'],
      properties: {
        artifactLocation: {
          type: 'object',
          required: ['uri'],
          properties: { uri: { type: 'string', pattern: "^[A-Za-z0-9%/._~!$&'()*+,;=@-]+$" } },
        },
        region: {
          type: 'object',
          required: ['startLine'],
          properties: { startLine: line, endLine: line },
        },
      },
    },
  },
};
const result = {
  type: 'object',
  required: ['message'],
  properties: {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: -1 },
    level: { enum: ['none', 'note', 'warning', 'error'] },
    message: { type: 'object', required: ['text'], properties: { text } },
    locations: { type: 'array', items: location },
    partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
  },
};
const rules = {
  type: 'array',
  uniqueItems: true,
  items: { type: 'object', required: ['id'], properties: { id: text } },
};
const run = {
  type: 'object',
  required: ['tool'],
  properties: {
    tool: {
      type: 'object',
      required: ['driver'],
      properties: {
        driver: { type: 'object', required: ['name'], properties: { name: text, rules } },
      },
    },
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    invocations: { type: 'array', items: { type: 'object', required: ['executionSuccessful'] } },
    results: { type: 'array', items: result },
  },
};
const isSarif = new Ajv({ strict: false }).compile({
  type: 'object',
  required: ['version', 'runs'],
  properties: { version: { const: '2.1.0' }, runs: { type: 'array', items: run } },
});

const severities = ['blocker', 'high', 'medium', 'low', 'info'] as const;
const all = severities.map((severity) => finding({ severity, file: 'src/ü b.ts' }));

describe('the mirrors of the findings', () => {
  it('[ART-05] SARIF 2.1.0: rules that exist, levels, and places percent-encoded', () => {
    const log = JSON.parse(sarif(reportOf(all)));
    expect([isSarif(log), isSarif.errors]).toEqual([true, null]);
    const [{ tool, results }] = log.runs;
    expect(results.map(({ level }: { level: string }) => level)).toEqual([
      'error',
      'error',
      'warning',
      'note',
      'note',
    ]);
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it('SARIF says that a review which did not run did not succeed', () => {
    const blocked = { ...minimal, meta: { ...minimal.meta, trust_gate: { status: 'blocked' } } };
    const successful = (report: typeof minimal) =>
      JSON.parse(sarif(report)).runs[0].invocations[0].executionSuccessful;
    expect([successful(minimal), successful(blocked)]).toEqual([true, false]);
  });

  it('[ART-05] Code Quality: GitLab’s severities, one fingerprint for each finding, stable over lines', () => {
    const entries = JSON.parse(codeQuality(reportOf(all)));
    expect(entries.map(({ severity }: { severity: string }) => severity)).toEqual([
      'blocker',
      'critical',
      'major',
      'minor',
      'info',
    ]);
    expect(entries[0]).toMatchObject({
      check_name: 'ai-review/security',
      location: { path: 'src/ü b.ts', lines: { begin: 1, end: 2 } },
    });
    const prints = (findings: typeof all) =>
      JSON.parse(codeQuality(reportOf(findings))).map(
        (entry: { fingerprint: string }) => entry.fingerprint,
      );
    expect(prints([finding(), finding({ line_start: 2 })])[0]).toBe(
      prints([finding({ line_start: 9, line_end: 9 })])[0],
    );
    expect(new Set(prints([finding(), finding(), ...all])).size).toBe(7);
  });
});
