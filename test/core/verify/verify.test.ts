import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../../action/core/workflows/verify/verify.ts';
import { Verification } from '../../../action/domain/verification.ts';
import { knownOf } from './known.ts';
import { commitFiles, createLocalBench, git, patchOf } from './local-bench.ts';

const manifest = '{"type":"module","scripts":{"test":"node --test"}}\n';
const addTest = (name: string, body: string) =>
  `import test from 'node:test';\nimport assert from 'node:assert';\nimport { add } from '../add.js';\ntest('${name}', () => { ${body} });\n`;

const base = {
  'package.json': manifest,
  'add.js': 'export const add = (a, b) => a - b;\n',
  'test/add.test.js': addTest('adds', 'assert.equal(add(1, 2), 3);'),
  'test/zero.test.js': addTest('adds nothing', 'assert.equal(add(1, 0), 1);'),
};

let repository: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'patchplane-repo-'));
  git(repository, 'init', '--quiet', '--initial-branch=main');
});

afterEach(() => {
  rmSync(repository, { recursive: true, force: true });
});

function scene(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>>,
) {
  const from = commitFiles(repository, before);
  const to = commitFiles(repository, change);
  const bench = createLocalBench(repository);
  const known = knownOf({
    commit: from.commit,
    baseTree: from.tree,
    resultTree: to.tree,
    patch: patchOf(repository, from.tree, to.tree),
  });
  return { bench, known, run: () => verify(known, { sandbox: bench }) };
}

describe('verify, with real git and the real test runner', () => {
  it('tests base and candidate, names what was fixed, and destroys the sandbox', async () => {
    const { bench, known, run } = scene(base, {
      'add.js': 'export const add = (a, b) => a + b;\n',
    });

    const outcome = await run();

    const verification = Verification.parse(outcome.add?.verification);
    expect(verification.baseline.status).toBe('failed');
    expect(verification.candidate.status).toBe('passed');
    expect(verification.summary).toEqual({
      newFailures: [],
      fixed: ['node-test::adds'],
      stillFailing: [],
      disappeared: [],
      newlySkipped: [],
    });
    expect(verification.testedTree).toBe(known.candidate.set.resultTree);
    expect(outcome.sandboxes).toEqual([
      expect.objectContaining({ purpose: 'verify', destroyed: true }),
    ]);
    expect(bench.destroyed).toHaveLength(1);
  });

  it('[PRV-15] keeps output and report of both phases as evidence', async () => {
    const { run } = scene(base, { 'add.js': 'export const add = (a, b) => a + b;\n' });

    const { evidence = [] } = await run();

    const ofChecks = evidence.filter(({ producer }) => producer.startsWith('verify/'));
    expect(ofChecks.map(({ kind, producer }) => `${kind} ${producer}`)).toEqual([
      'stdout verify/baseline/node-test',
      'test-report verify/baseline/node-test',
      'stdout verify/candidate/node-test',
      'test-report verify/candidate/node-test',
    ]);
  });

  it('lists new failures, disappeared and newly skipped tests', async () => {
    const skipped = addTest('adds nothing', '').replace("test('adds", "test.skip('adds");
    const { run } = scene(
      { ...base, 'test/more.test.js': addTest('more', 'assert.equal(add(2, 2), 0);') },
      {
        'test/add.test.js': null,
        'test/zero.test.js': skipped,
        'add.js': 'export const add = () => { throw new Error("no"); };\n',
      },
    );

    const outcome = await run();

    expect(outcome.add?.verification?.summary).toEqual({
      newFailures: ['node-test::more'],
      fixed: [],
      stillFailing: [],
      disappeared: ['node-test::adds'],
      newlySkipped: ['node-test::adds nothing'],
    });
  });

  it('gives the candidate nothing of what the tests of the base left behind', async () => {
    const litter = addTest(
      'litters',
      "import('node:fs').then((fs) => { assert.ok(!fs.existsSync('left')); fs.writeFileSync('left', ''); fs.writeFileSync('add.js', 'broken'); });",
    ).replace('() => {', 'async () => { await');
    const { run } = scene(
      { ...base, 'test/zero.test.js': litter, '.gitignore': 'left\n' },
      { 'note.md': 'x\n' },
    );

    const outcome = await run();

    expect(outcome.add?.verification?.summary.newFailures).toEqual([]);
    expect(outcome.detail).toContain('changed tracked files');
  });

  it.each([
    ['a file that becomes a folder', { a: 'file\n' }, { a: null, 'a/b': 'inside\n' }],
    ['a deleted file', { a: 'file\n' }, { a: null }],
    [
      'CRLF under attributes',
      { '.gitattributes': '* text=auto eol=crlf\n', a: 'x\n' },
      { a: 'x\ny\n' },
    ],
    ['binary content', { a: 'x\n' }, { a: '\0\u0001\0binary' }],
    ['names that need quotes', {}, { 'with "quotes"\tand\nlines': 'x\n', 'ünï ✓': 'y\n' }],
    ['white space errors', { a: 'x\n' }, { a: 'x  \n\t \n\n\n' }],
    ['no newline at the end', { a: 'x\n' }, { a: 'x' }],
  ])('tests exactly the result tree: %s', async (_, before, change) => {
    const { known, run } = scene({ ...base, ...before }, change);

    const outcome = await run();

    expect(outcome.add?.verification?.testedTree).toBe(known.candidate.set.resultTree);
  });

  it('stops when the patch does not give the result tree', async () => {
    const { bench, known } = scene(base, { 'note.md': 'x\n' });
    const otherTree = { ...known.candidate.set, resultTree: 'f'.repeat(40) };

    const outcome = await verify(
      { ...known, candidate: { ...known.candidate, set: otherTree } },
      { sandbox: bench },
    );

    expect(outcome).toMatchObject({
      stop: { state: 'failed', category: 'tree-mismatch' },
      sandboxes: [{ destroyed: true }],
    });
  });

  it('stops when the sandbox does not hold the base', async () => {
    const { bench, known } = scene(base, { 'note.md': 'x\n' });
    const trusted = {
      ...known.base.trusted,
      base: { ...known.base.trusted.base, tree: 'f'.repeat(40) },
    };

    const outcome = await verify(
      { ...known, base: { ...known.base, trusted } },
      { sandbox: bench },
    );

    expect(outcome).toMatchObject({ stop: { category: 'tree-mismatch' } });
  });
});
