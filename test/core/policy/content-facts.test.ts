import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ownersOf, readCodeOwners } from '../../../action/core/policy/code-owners.ts';
import { losesLicence } from '../../../action/core/policy/licence-header.ts';
import { opaqueLinesIn } from '../../../action/core/policy/opaque-lines.ts';
import { added, deleted, factsOf, modified } from './sample.ts';

describe('owners of touched paths', () => {
  const file = (text: string) => readCodeOwners(new TextEncoder().encode(text));
  const owners = (text: string, ...paths: readonly string[]) =>
    ownersOf(file(text), paths).groups.map((group) => [group.owners.join(' '), group.paths]);

  it.each([
    ['*', 'a/b.ts', true],
    ['*.ts', 'a/b.ts', true],
    ['*.ts', 'a/b.js', false],
    ['/docs/', 'docs/a/b.md', true],
    ['/docs/', 'app/docs/b.md', false],
    ['docs/*', 'docs/a.md', true],
    ['docs/*', 'docs/a/b.md', false],
    ['apps/', 'x/apps/y', true],
    ['**/logs', 'deep/er/logs/x', true],
    ['/build/logs', 'build/logs/x', true],
    ['/a.b', 'a-b', false],
    ['src/\\ space', 'src/ space', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(owners(`${pattern} @o\n`, path)).toHaveLength(expected ? 1 : 0);
  });

  it('the last rule decides, and can take a path back', () => {
    const text = '* @all\n/src/ @dev @lead # comment\n/src/free/\n';

    expect(owners(text, 'README.md', 'src/a', 'src/b', 'src/free/c')).toEqual([
      ['@all', 1],
      ['@dev @lead', 2],
    ]);
  });

  it('what it can not read is told, never taken for unowned', () => {
    expect(ownersOf(file('!x @o\n[ab] @o\n'), ['a']).unread).toBe(true);
    expect(readCodeOwners(new Uint8Array(4 * 1024 * 1024)).unread).toBe(true);
  });
});

describe('[D9] tests that say less', () => {
  const weakened = (path: string, before: string, after: string) =>
    factsOf([{ change: modified(path), before, after }]).weakenedTests.map(
      ({ kind, line }) => `${kind} ${line}`,
    );

  it.each([
    ['a.test.ts', "it.only('x', f)", 'focused 2'],
    ['a.test.ts', "describe.skip('x', f)", 'skipped 2'],
    ['a.test.ts', "test.todo('x')", 'skipped 2'],
    ['a.test.ts', "xit('x', f)", 'skipped 2'],
    ['a.test.ts', 'expect(true).toBe(true)', 'always-true 2'],
    ['test_a.py', '@pytest.mark.skip(reason="x")', 'skipped 2'],
    ['test_a.py', '@unittest.skip("x")', 'skipped 2'],
    ['a_test.go', '\tt.Skip("x")', 'skipped 2'],
    ['tests/a.rs', '#[ignore]', 'skipped 2'],
    ['ATest.java', '@Disabled', 'skipped 2'],
    ['ATests.cs', '[Ignore("x")]', 'skipped 2'],
    ['Makefile', '\tnpm test || true', 'always-true 2'],
  ])('%s: %s', (path, line, expected) => {
    expect(weakened(path, 'first\n', `first\n${line}\n`)).toEqual([expected]);
  });

  it.each([
    ['package.json', '{"coverage":{"lines": 90}}', '{"coverage":{"lines": 80}}'],
    ['package.json', '{"coverage":{"lines": 90}}', '{}'],
    ['pyproject.toml', 'fail_under = 95\n', 'fail_under = 10\n'],
    ['vitest.config.ts', 'thresholds: { branches: 80 }', 'thresholds: { branches: 8 }'],
  ])('%s: %s becomes %s', (path, before, after) => {
    expect(weakened(path, before, after)).toEqual(['threshold-lowered 1']);
  });

  it('what was skipped before is not the candidate’s', () => {
    expect(weakened('a.test.ts', "it.skip('x', f)\n", "it.skip('x', f)\nmore\n")).toEqual([]);
  });

  it('a deleted test file is a risk; one that moved is shown as moved', () => {
    const gone = factsOf([{ change: deleted('test/a.test.js') }]);
    const blob = 'c'.repeat(40);
    const moved = factsOf([
      { change: { ...deleted('test/a.test.js'), oldBlob: blob } },
      { change: { ...added('test/b.test.js'), newBlob: blob } },
    ]);

    expect(gone.paths[0]?.kinds).toContain('test');
    expect(moved.paths.map(({ renamedFrom }) => renamedFrom)).toEqual([null, 'test/a.test.js']);
  });
});

describe('[D8] lines that nobody can read', () => {
  const blob = [1, 2, 3, 4, 5]
    .map((seed) => createHash('sha512').update(String(seed)).digest('base64url'))
    .join('');

  it('a long line and a packed payload are found, ordinary code is not', () => {
    const text = `const a = 1;\nvar x = "${blob}";\n${'ab '.repeat(400)}\n${'word '.repeat(40)}\n`;

    expect(opaqueLinesIn(text).map(({ line, kind }) => `${kind} ${line}`)).toEqual([
      'random 2',
      'long 3',
    ]);
  });

  it('only what is added counts, and lockfiles are left to who reads them', () => {
    const line = `x = "${blob}"\n`;

    expect(
      factsOf([{ change: modified('a.js'), before: line, after: `${line}more\n` }]).opaqueLines,
    ).toEqual([]);
    expect(factsOf([{ change: modified('a.js'), after: line }]).opaqueLines).toHaveLength(1);
    expect(factsOf([{ change: modified('yarn.lock'), after: line }]).opaqueLines).toEqual([]);
  });
});

describe('licence headers', () => {
  it.each([
    ['// SPDX-License-Identifier: MIT\ncode\n', 'code\n', true],
    ['// Copyright (c) 2020 Somebody\ncode\n', '// Copyright (c) 2024 Somebody\ncode\n', false],
    ['// Copyright (c) 2020 Somebody\ncode\n', '// Copyright (c) 2020 Else\ncode\n', true],
    ['code\n', 'other\n', false],
  ])('%j to %j: %s', (before, after, expected) => {
    expect(losesLicence(before, after)).toBe(expected);
  });
});
