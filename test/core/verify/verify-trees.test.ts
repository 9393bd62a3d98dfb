import { describe, expect, it } from 'vitest';
import { node, planOf, verified } from './planned.ts';

describe('tracked files under the hands of the tests', () => {
  const rewrite = "require('fs').writeFileSync('src.js', 'rewritten')";

  it('[D9] a check that rewrites the source which it tests is an error, and only that one', async () => {
    const plan = planOf([
      { command: node(`${rewrite}; `) },
      {
        command: node(
          "if (require('fs').readFileSync('src.js', 'utf8') !== 'new') process.exit(1)",
        ),
      },
    ]);

    const { verification } = await verified(plan, { 'src.js': 'old' }, { 'src.js': 'new' });

    expect(verification.candidate.status).toBe('error');
    expect(verification.results.slice(-2)).toMatchObject([
      { requirementKey: 'check-1', status: 'error', exitCode: 0, treeChanged: true },
      { requirementKey: 'check-2', status: 'passed' },
    ]);
  });

  const hidings: readonly (readonly [string, string])[] = [
    ['by marking it as unchanged', "git('update-index', '--assume-unchanged', 'src.js')"],
    ['by taking it out of the work tree', "git('update-index', '--skip-worktree', 'src.js')"],
    [
      'by a filter that turns it back',
      "git('config', 'filter.x.clean', 'printf new'); fs.mkdirSync('.git/info', { recursive: true }); fs.writeFileSync('.git/info/attributes', 'src.js filter=x')",
    ],
    [
      'by ignoring what git compares',
      "git('config', 'core.fileMode', 'false'); git('add', 'src.js')",
    ],
  ];

  it.each(hidings)('[D9] also where it hides that %s', async (_, hide) => {
    const script = `const fs = require('fs'); const git = (...words) => require('child_process').execFileSync('git', words); ${rewrite}; ${hide}`;
    const plan = planOf([{ command: node(script) }]);

    const { verification } = await verified(plan, { 'src.js': 'old' }, { 'src.js': 'new' });

    expect(verification.results.at(-1)).toMatchObject({ status: 'error', treeChanged: true });
  });

  it('untracked files are no change', async () => {
    const plan = planOf([{ command: node("require('fs').writeFileSync('coverage', 'x')") }]);

    const { verification } = await verified(plan, { 'src.js': 'old' }, { 'src.js': 'new' });

    expect(verification.candidate.status).toBe('passed');
  });
});

describe('set-up', () => {
  it('runs on the base, and its files are there for base and candidate, without what tests left', async () => {
    const check = node(
      "const fs = require('fs'); if (!fs.existsSync('deps/x') || fs.existsSync('litter')) process.exit(1); fs.writeFileSync('litter', '')",
    );
    const setup = [
      ['node', '-e', "require('fs').mkdirSync('deps'); require('fs').writeFileSync('deps/x', '')"],
    ];
    const plan = planOf([{ command: check }], { setup });

    const { verification } = await verified(
      plan,
      { '.gitignore': 'deps\nlitter\n' },
      { a: '2' },
      setup,
    );

    expect(verification.baseline.status).toBe('passed');
    expect(verification.candidate.status).toBe('passed');
  });
});

describe('old tests on new code', () => {
  const runner = ['node', '--test', '--test-reporter=tap'];
  const test = (name: string, body: string) =>
    `import test from 'node:test';\nimport assert from 'node:assert';\nimport { add } from '../add.js';\ntest('${name}', () => { ${body} });\n`;
  const base = {
    'package.json': '{"type":"module"}\n',
    'add.js': 'export const add = (a, b) => a + b;\n',
    'test/add.test.js': test('adds', 'assert.equal(add(1, 2), 3);'),
    'test/more.test.js': test('adds more', 'assert.equal(add(2, 2), 4);'),
  };
  const plan = planOf([{ key: 'unit', command: runner, report: 'tap' }]);

  it('[D9] finds what the candidate broke and its own tests were bent to allow', async () => {
    const { verification, bench } = await verified(plan, base, {
      'add.js': 'export const add = () => 3;\n',
      'test/add.test.js': test('adds', 'assert.equal(add(9, 9), 3);'),
      'test/more.test.js': null,
    });

    expect(verification.candidate.status).toBe('passed');
    expect(verification.summary.disappeared).toEqual(['unit::adds more']);
    expect(verification.oldTestsOnNewCode).toMatchObject({
      files: ['test/add.test.js', 'test/more.test.js'],
      run: { status: 'failed' },
      newFailures: ['unit::adds more'],
      disappeared: [],
    });
    expect(bench.destroyed).toHaveLength(2);
  });

  it('says nothing where the tests are as they were, or only moved', async () => {
    const { verification, bench } = await verified(plan, base, {
      'add.js': 'export const add = (a, b) => b + a;\n',
      'test/more.test.js': null,
      'test/moved.test.js': base['test/more.test.js'],
    });

    expect(verification.oldTestsOnNewCode).toBeNull();
    expect(bench.destroyed).toHaveLength(1);
  });

  it('does not run where the base does not want it', async () => {
    const unwanted = planOf([{ command: runner, report: 'tap' }], { oldTestsOnNewCode: false });

    const { verification } = await verified(unwanted, base, { 'test/more.test.js': null });

    expect(verification.oldTestsOnNewCode).toBeNull();
  });

  it('puts back names that are anything', async () => {
    const odd = 'test/*[a] :(glob)\n"é.test.js';

    const { verification } = await verified(plan, { ...base, [odd]: '1;\n' }, { [odd]: '2;\n' });

    expect(verification.oldTestsOnNewCode?.files).toHaveLength(1);
  });
});
