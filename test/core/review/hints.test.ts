import { describe, expect, it } from 'vitest';
import { preflightHints } from '../../../action/core/review/hints/preflight-hints.ts';
import type { ChangedFile } from '../../../action/core/review/plan/changed-file.ts';
import {
  evidenceCounters,
  evidenceFor,
} from '../../../action/core/review/prompt/prompt-evidence.ts';

function file(path: string, ...lines: readonly string[]): ChangedFile {
  return {
    path,
    status: 'modified',
    kind: 'text',
    bytes: 10,
    insertions: lines.filter((line) => line.startsWith('+')).length,
    deletions: 0,
    hunks: [{ oldStart: 1, newStart: 1, lines }],
  };
}

const codes = (...files: readonly ChangedFile[]) =>
  preflightHints(files).map(({ code, file: path, line }) => [code, path, line]);

const block = ['const one = 1;', 'const two = 2;', 'three();', 'four();', 'five();', 'sixth();'];

describe('preflight hints', () => {
  it('[SCH-28] the same lines added twice, here or elsewhere', () => {
    const copy = block.map((line) => `+  ${line}`);
    expect(codes(file('a.txt', ...copy), file('b.txt', '+intro();', ...copy))).toEqual([
      ['DUPLICATE_ADDED_CODE', 'b.txt', 2],
    ]);
    expect(codes(file('a.txt', ...copy, ...copy))).toEqual([['DUPLICATE_ADDED_CODE', 'a.txt', 7]]);
    expect(codes(file('a.txt', ...copy.slice(1)), file('b.txt', ...copy.slice(1)))).toEqual([]);
    expect(
      codes(file('a.txt', ...copy), file('b.txt', ...copy.map((line) => ` ${line.slice(1)}`))),
    ).toEqual([]);
  });

  it.each([
    ['package.json', '+    "left-pad": "^1.3.0",'],
    ['requirements.txt', '+requests==2.32.0'],
    ['go.mod', '+require github.com/pkg/errors v0.9.1'],
    ['Cargo.toml', '+serde = { version = "1" }'],
    ['pyproject.toml', '+  "httpx>=0.27",'],
    ['Gemfile', "+gem 'rails'"],
  ])('[SCH-29] a package that %s names now', (path, line) => {
    expect(codes(file(path, line))).toEqual([['DEPENDENCY_ADDED', path, 1]]);
  });

  it('[SCH-29] a new version of a package is no new package', () => {
    expect(
      codes(file('package.json', '-"a": "^1.0.0"', '+"a": "^2.0.0"', '+"name": "thing"')),
    ).toEqual([]);
  });

  it.each([
    ['a.ts', "+import { exec } from 'node:child_process';"],
    ['a.js', "+const vm = require('vm');"],
    ['a.py', '+import pickle'],
    ['a.go', '+\t"os/exec"'],
    ['A.java', '+import java.io.ObjectInputStream;'],
    ['a.rs', '+use std::process::Command;'],
  ])('[SCH-30] an import that can do more than it should: %s', (path, line) => {
    expect(codes(file(path, line))).toContainEqual(['RISKY_IMPORT_ADDED', path, 1]);
    expect(codes(file(path, ` ${line.slice(1)}`))).toEqual([]);
  });

  it.each([
    ['src/price.ts', 'test/price.test.ts'],
    ['app/price.py', 'tests/test_price.py'],
    ['Price.java', 'PriceTest.java'],
    ['price.go', 'price_test.go'],
  ])('[SCH-31] %s without %s', (source, test) => {
    expect(codes(file(source, '+x'))).toEqual([['MISSING_TEST_COUNTERPART', source, undefined]]);
    expect(codes(file(source, '+x'), file(test, '+y'))).toEqual([]);
  });
});

describe('rules and hints in prompts', () => {
  const chunkOf = (path: string) => ({ pieces: [{ file: file(path, '+x'), hunks: [] }], bytes: 1 });
  const rule = (id: string, scope: readonly string[], instruction = 'x') => ({
    id,
    scope,
    instruction,
  });

  it('[SCH-17] [SCH-18] [SCH-19] [SCH-20] go where their globs say, and are counted', () => {
    const chunks = [chunkOf('src/a.ts'), chunkOf('.github/b.yml')];
    const rules = [
      rule('all', []),
      rule('ts', ['**/*.ts']),
      rule('dot', ['.github/**']),
      rule('none', ['docs/**']),
    ];
    const evidence = evidenceFor(chunks, rules, []);
    expect(evidence.map((each) => each.rules.map(({ id }) => id))).toEqual([
      ['all', 'ts'],
      ['all', 'dot'],
    ]);
    expect(evidenceCounters(chunks, { rules, ruleCount: 60 }, [], evidence)).toEqual({
      prompt_review_rule_total_count: 60,
      prompt_review_rule_matched_count: 3,
      prompt_review_rule_included_count: 3,
      prompt_review_rule_omitted_count: 0,
    });
  });

  it('[SCH-20] [SCH-25] what does not fit is omitted, and matched is the sum', () => {
    const chunks = [chunkOf('a.ts')];
    const rules = Array.from({ length: 20 }, (_, index) =>
      rule(`r${index}`, [], 'x'.repeat(1_000)),
    );
    const hints = Array.from({ length: 25 }, (_, line) => ({
      code: 'RISKY_IMPORT_ADDED' as const,
      file: 'a.ts',
      line,
      evidence: 'x',
    }));
    const evidence = evidenceFor(chunks, rules, hints);
    expect(evidenceCounters(chunks, { rules, ruleCount: 20 }, hints, evidence)).toMatchObject({
      prompt_review_rule_matched_count: 20,
      prompt_review_rule_included_count: 16,
      prompt_review_rule_omitted_count: 4,
      prompt_preflight_hint_total_count: 25,
      prompt_preflight_hint_included_count: 20,
      prompt_preflight_hint_omitted_count: 5,
    });
  });

  it('without rules and hints there are no counters', () => {
    expect(evidenceCounters([], { rules: [], ruleCount: 0 }, [], [])).toEqual({});
  });
});
