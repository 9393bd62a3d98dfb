import { describe, expect, it } from 'vitest';
import { planOf } from '../verify/planned.ts';
import { told } from './story.ts';

const test = (name: string, body: string) =>
  `import test from 'node:test';\nimport assert from 'node:assert';\nimport { add } from '../add.js';\ntest('${name}', () => { ${body} });\n`;

const base = {
  'package.json': '{"type":"module"}\n',
  'add.js': 'export const add = (a, b) => a + b;\n',
  'test/add.test.js': test('adds', 'assert.equal(add(1, 2), 3);'),
};

const node = { command: ['node', '--test', '--test-reporter=tap'], report: 'tap' as const };
const plan = planOf([{ key: 'unit', ...node }]);

describe('[D9] old-tests-failing', () => {
  it('needs a look where a test of the base fails on the new source, though the new one passes', async () => {
    const verdict = await told({
      base,
      plan,
      change: {
        'add.js': 'export const add = (a, b) => a * b;\n',
        'test/add.test.js': test('adds', 'assert.equal(add(1, 2), 2);'),
      },
    });

    expect(verdict.outcome).toBe('manual-review');
    expect(verdict.lines).toEqual([
      'old-tests-failing manual-review: A test of the base fails on the candidate\'s source. "unit::adds".',
    ]);
  });

  it('not where a test changed, and what it said before still holds', async () => {
    const verdict = await told({
      base,
      plan,
      change: {
        'add.js': 'export const add = (a, b) => b + a;\n',
        'test/add.test.js': test('adds', 'assert.equal(add(2, 2), 4);'),
      },
    });

    expect([verdict.outcome, verdict.lines]).toEqual(['approve', []]);
  });
});

describe('flaky-tests', () => {
  const counting = (wanted: string) =>
    `import fs from 'node:fs';\nimport test from 'node:test';\nconst count = process.env.HOME + '/count';\nconst n = fs.existsSync(count) ? Number(fs.readFileSync(count)) : 0;\nfs.writeFileSync(count, String(n + 1));\ntest('shaky', () => { if (${wanted}) throw new Error('no'); });\n`;
  const thrice = planOf([{ key: 'unit', required: false, repeat: 3, ...node }]);

  it('[BEAT-13] needs a look where a test passes and fails on the same tree', async () => {
    const verdict = await told({
      base: { ...base, 'test/shaky.test.js': counting('n === 1') },
      plan: thrice,
      change: { 'add.js': 'export const add = (a, b) => b + a;\n' },
    });

    expect(verdict.outcome).toBe('manual-review');
    expect(verdict.lines).toEqual([
      'flaky-tests manual-review: A test passes and fails on the same tree. "unit::shaky".',
    ]);
  });

  it('not where it failed each time before and passes each time now', async () => {
    const verdict = await told({
      base: { ...base, 'test/add.test.js': test('adds', 'assert.equal(add(1, 2), 4);') },
      plan: thrice,
      change: { 'add.js': 'export const add = (a, b) => a + b + 1;\n' },
    });

    expect([verdict.outcome, verdict.lines]).toEqual(['approve', []]);
  });
});

describe('claims-contradicted', () => {
  const broken = { 'add.js': 'export const add = (a, b) => a - b;\n' };

  it('[BEAT-01] an agent that says what nobody saw is told of, beside what was seen', async () => {
    const verdict = await told({ base, plan, change: broken, says: 'Done. All tests pass.' });

    expect(verdict.outcome).toBe('changes-requested');
    expect(verdict.lines).toContainEqual(
      expect.stringMatching(/^claims-contradicted manual-review: .*\. tests-pass: /),
    );
  });

  it.each([
    ['it is so', { 'add.js': 'export const add = (a, b) => b + a;\n' }, 'All tests pass.'],
    ['nobody said it for certain', broken, 'All tests should pass now.'],
    ['nothing was said', broken, ''],
  ])('not where %s', async (_, change, says) => {
    const { lines } = await told({ base, plan, change, says });

    expect(lines.filter((line) => line.startsWith('claims-contradicted'))).toEqual([]);
  });
});

describe('[C5] egress-unverified', () => {
  const change = { 'src/a.js': '1;\n' };

  it('needs a look where nobody proved that the sandbox was shut in, not where somebody did', async () => {
    const open = await told({ base, change, plan, egress: 'unverified' });
    const shut = await told({ base, change, plan, egress: 'enforced' });

    expect(open.outcome).toBe('manual-review');
    expect(open.lines).toEqual([
      'egress-unverified manual-review: Nobody proved that this sandbox was shut in. The verify sandbox.',
    ]);
    expect([shut.outcome, shut.lines]).toEqual(['approve', []]);
  });
});
