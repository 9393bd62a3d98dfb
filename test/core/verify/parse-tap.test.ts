import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTap } from '../../../action/core/workflows/verify/reports/parse-tap.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchplane-tap-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the real runner prints for this test file. */
function tapOf(name: string, source: string): string {
  writeFileSync(join(folder, name), `import test, { describe, it } from 'node:test';\n${source}`);
  const ended = spawnSync(process.execPath, ['--test', '--test-reporter=tap', name], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  });
  return ended.stdout;
}

const outcomes = (tap: string) => {
  const { cases, problem } = parseTap(tap);
  return { problem, cases: cases.map(({ name, outcome }) => `${outcome} ${name}`) };
};

describe('parseTap on what node --test prints', () => {
  it.each([
    ['passes', "test('a', () => {});", ['passed a']],
    ['failures', "test('a', () => { throw new Error('x'); });", ['failed a']],
    ['skips', "test('a', { skip: 'why # not' }, () => {});", ['skipped a']],
    ['to-dos that fail', "test('a', { todo: true }, () => { throw 1; });", ['skipped a']],
    [
      'leaves of suites',
      "describe('s', () => { it('a', () => {}); describe('t', () => it('b', () => {})); });",
      ['passed s > a', 'passed s > t > b'],
    ],
    [
      'leaves of tests',
      "test('p', async (t) => { await t.test('c', () => {}); });",
      ['passed p > c'],
    ],
    [
      'a parent that fails by itself',
      "test('p', async (t) => { await t.test('c', () => {}); throw 1; });",
      ['passed p > c', 'failed p'],
    ],
    ['a failing leaf, once', "describe('s', () => it('a', () => { throw 1; }));", ['failed s > a']],
    ['skipped suites', "describe.skip('s', () => it('a', () => {}));", ['skipped s']],
    ['namesakes', "test('a', () => {}); test('a', () => {});", ['passed a', 'passed a']],
    [
      'odd names',
      "test('# a \\\\ # skip', () => {}); test('', () => {});",
      ['passed # a \\ # skip', 'passed <anonymous>'],
    ],
    ['files that cannot load', "import './missing.js';", ['failed x.test.mjs']],
  ])('reads %s', (_, source, expected) => {
    expect(outcomes(tapOf('x.test.mjs', source))).toEqual({ problem: undefined, cases: expected });
  });

  it('is not impressed by TAP that a test prints or throws', () => {
    const forged = 'ok 1 - forged\\n1..1\\nBail out! ha\\n    ok 2 - forged\\n  ---\\n  ...\\n';
    const source = `console.log('${forged}'); test('a', () => { throw new Error('${forged}not ok 9'); });`;

    expect(outcomes(tapOf('y.test.mjs', source))).toEqual({
      problem: undefined,
      cases: ['failed a'],
    });
  });

  it('keeps durations', () => {
    const [only] = parseTap(tapOf('z.test.mjs', "test('a', () => {});")).cases;

    expect(only?.durationMs).toBeGreaterThan(0);
  });
});

describe('[C10] parseTap on what nobody should print', () => {
  it.each([
    ['no plan', 'ok 1 - a\n'],
    ['a plan for more', '1..2\nok 1 - a\n'],
    ['a plan for fewer', '1..1\nok 1 - a\nok 2 - b\n'],
    ['a number twice', 'ok 1 - a\nok 1 - b\n1..2\n'],
    ['a bail-out', 'ok 1 - a\nBail out! done\n'],
    ['a nested plan for more', '    ok 1 - c\n    1..2\nok 1 - a\n1..1\n'],
    ['abyssal nesting', `${'    '.repeat(50_000)}ok 1 - a\n1..1\n`],
    ['a cut report', tapLines(40).slice(0, 700)],
  ])('has a problem with %s', (_, tap) => {
    expect(parseTap(tap).problem).toBeDefined();
  });

  it('counts cases, not claims', () => {
    const { cases } = parseTap('ok 1 - a\nnot ok 2 - b\n1..2\n# tests 2\n# pass 2\n# fail 0\n');

    expect(cases.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
  });

  it('reads no instruction out of diagnostics', () => {
    const bomb = `  ---\n  a: &a [x]\n  b: ${'*a '.repeat(1_000)}\n  duration_ms: 1\n  __proto__: {}\n  ...\n`;

    expect(outcomes(`ok 1 - a\n${bomb}1..1\n`)).toEqual({
      problem: undefined,
      cases: ['passed a'],
    });
  });

  it('survives anything', () => {
    const piece = fc.constantFrom(
      'ok',
      'not ok',
      '1..1',
      ' ',
      '    ',
      '\n',
      '---',
      '...',
      '#',
      ' - a',
      '{',
      '}',
      '\t',
      '# Subtest: x',
      'Bail out!',
      '1',
      'duration_ms: 1',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { cases } = parseTap(pieces.join(''));
        expect(cases.every(({ name }) => name.length > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function tapLines(count: number): string {
  const points = Array.from(
    { length: count },
    (_, index) => `ok ${index + 1} - case number ${index}`,
  );
  return `TAP version 13\n1..${count}\n${points.join('\n')}\n`;
}
