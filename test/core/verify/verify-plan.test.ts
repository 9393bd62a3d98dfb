import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../../action/core/workflows/verify/verify.ts';
import { RepositoryConfig } from '../../../action/domain/repository-config.ts';
import {
  fixPlan,
  type VerificationPlan,
  type VerificationRequirement,
} from '../../../action/domain/verification.ts';
import { knownOf } from './known.ts';
import { changesOf, commitFiles, createLocalBench, git, patchOf } from './local-bench.ts';

let repository: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'patchplane-plan-'));
  git(repository, 'init', '--quiet', '--initial-branch=main');
});

afterEach(() => {
  rmSync(repository, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string | null>>;

function planOf(
  requirements: readonly Partial<VerificationRequirement>[],
  more: Partial<VerificationPlan> = {},
): VerificationPlan {
  return fixPlan({
    version: 1,
    sources: [],
    guessed: false,
    ...more,
    requirements: requirements.map((requirement, at) => ({
      key: `check-${at + 1}`,
      label: 'a check',
      kind: 'test',
      required: true,
      command: ['true'],
      report: 'exit-code',
      timeoutSeconds: 60,
      ...requirement,
    })),
  });
}

/** Runs a plan on two commits of a little repository. */
async function verified(plan: VerificationPlan, before: Files, change: Files, setup?: string[][]) {
  const from = commitFiles(repository, before);
  const to = commitFiles(repository, change);
  const known = knownOf({
    commit: from.commit,
    baseTree: from.tree,
    resultTree: to.tree,
    patch: patchOf(repository, from.tree, to.tree),
    changes: changesOf(repository, from.tree, to.tree),
    plan,
  });
  const config = RepositoryConfig.parse({ version: 1, environment: { setup } });
  const trusted = { ...known.base.trusted, readBaseFile: async () => undefined };
  const bench = createLocalBench(repository);
  const outcome = await verify(
    { ...known, base: { ...known.base, config, trusted } },
    { sandbox: bench },
  );
  const verification = outcome.add?.verification;
  if (!verification) throw new Error(JSON.stringify('stop' in outcome && outcome.stop));
  return { verification, outcome, bench };
}

const node = (script: string, ...rest: string[]) => ['node', '-e', script, ...rest];

describe('a report in a file', () => {
  it('[C10] is read from outside the checkout, where nothing was before the check ran', async () => {
    const left = node(
      "const fs = require('fs'); fs.mkdirSync(process.env.PATCHPLANE_REPORT_DIR + '/kept', { recursive: true }); if (fs.readdirSync(process.env.PATCHPLANE_REPORT_DIR).length > 1) process.exit(7); if (process.env.PATCHPLANE_REPORT.startsWith(process.cwd())) process.exit(8); fs.writeFileSync(process.env.PATCHPLANE_REPORT, '<testsuite><testcase name=\"a\"/></testsuite>');",
    );
    const plan = planOf([{ command: left, report: 'junit', reportPath: 'out.xml', repeat: 2 }]);

    const { verification } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.candidate).toMatchObject({
      status: 'passed',
      cases: [{ id: 'check-1::a', outcome: 'passed', passRatio: 1 }],
    });
  });

  it('[C10] does not count where the candidate committed one instead of making one', async () => {
    const forged = '<testsuite><testcase name="a"/></testsuite>';
    const plan = planOf([{ command: ['true'], report: 'junit', reportPath: 'out.xml' }]);

    const { verification } = await verified(plan, { a: '1' }, { 'out.xml': forged });

    expect(verification.candidate.status).toBe('error');
    expect(verification.results.at(-1)?.reason).toBe('The program wrote no report file.');
  });

  it('compares case by case, and keeps the file as evidence', async () => {
    const cases = node(
      "const fs = require('fs'); const all = fs.readFileSync('cases', 'utf8'); fs.writeFileSync(process.argv[1], '<testsuite>' + all + '</testsuite>'); process.exit(all.includes('failure') ? 1 : 0)",
      '{report}',
    );
    const plan = planOf([{ command: cases, report: 'junit', reportPath: 'deep/er/out.xml' }]);

    const { verification, outcome } = await verified(
      plan,
      { cases: '<testcase name="a"/><testcase name="b"><failure/></testcase>' },
      { cases: '<testcase name="b"/><testcase name="c"><failure/></testcase>' },
    );

    expect(verification.summary).toEqual({
      newFailures: ['check-1::c'],
      fixed: ['check-1::b'],
      stillFailing: [],
      disappeared: ['check-1::a'],
      newlySkipped: [],
    });
    expect(outcome.evidence?.filter(({ kind }) => kind === 'test-report')).toHaveLength(4);
  });

  it('[C9] a report that is too large is an error, and the evidence says that it was cut', async () => {
    const huge = node(
      "require('fs').writeFileSync(process.argv[1], Buffer.alloc(33 * 1024 * 1024))",
      '{report}',
    );
    const plan = planOf([{ command: huge, report: 'junit', reportPath: 'out.xml' }]);

    const { verification, outcome } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.results).toMatchObject([
      { status: 'error', truncated: true },
      { status: 'error', truncated: true, reason: 'The report file is larger than anybody reads.' },
    ]);
    expect(outcome.evidence?.some(({ truncated }) => truncated)).toBe(true);
  });
});

describe('a check that runs several times', () => {
  it('[BEAT-13] marks what is flaky, and hides no failure by it', async () => {
    const flaky = node(
      "const fs = require('fs'); const count = process.env.HOME + '/count'; const n = fs.existsSync(count) ? Number(fs.readFileSync(count)) : 0; fs.writeFileSync(count, String(n + 1)); const bad = n % 3 === 1 ? '<failure/>' : ''; fs.writeFileSync(process.argv[1], '<testsuite><testcase name=\"sure\"/><testcase name=\"shaky\">' + bad + '</testcase></testsuite>'); process.exit(bad ? 1 : 0)",
      '{report}',
    );
    const plan = planOf([{ command: flaky, report: 'junit', reportPath: 'out.xml', repeat: 3 }]);

    const { verification } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.flaky).toEqual(['check-1::shaky']);
    expect(verification.candidate.status).toBe('failed');
    expect(verification.candidate.cases).toMatchObject([
      { id: 'check-1::sure', outcome: 'passed', passRatio: 1 },
      { id: 'check-1::shaky', outcome: 'failed', passRatio: 2 / 3 },
    ]);
    expect(verification.summary).toMatchObject({ stillFailing: ['check-1::shaky'], fixed: [] });
    expect(verification.results.at(-1)).toMatchObject({ runs: 3, exitCode: 1 });
  });
});

describe('a screenshot', () => {
  it('[PRV-16] of the page before and after, by the headless browser that the sandbox has', async () => {
    const command = [
      '{chromium}',
      ...['--headless', '--no-sandbox', '--disable-gpu', '--window-size=320,200'],
      ...['--screenshot={report}', 'page.html'],
    ];
    const plan = planOf([
      { kind: 'browser', command, report: 'screenshot', reportPath: 'page.png' },
    ]);

    const { verification, outcome } = await verified(
      plan,
      { 'page.html': '<body style="background: red">' },
      { 'page.html': '<body style="background: blue">' },
    );

    const shots = outcome.evidence?.filter(({ kind }) => kind === 'screenshot') ?? [];
    if (verification.candidate.status === 'not-run') {
      // A machine without any Chromium says so, and nothing is taken for a picture.
      expect(verification.results[0]?.reason).toBe('The sandbox has no Chromium.');
      expect(shots).toEqual([]);
      return;
    }
    expect(shots.map(({ producer, contentType }) => `${producer} ${contentType}`)).toEqual([
      'verify/baseline/check-1 image/png',
      'verify/candidate/check-1 image/png',
    ]);
    expect(Buffer.from(shots[0]?.content ?? []).equals(shots[1]?.content ?? Buffer.of())).toBe(
      false,
    );
  }, 60_000);

  it('that is none is refused, and is no evidence', async () => {
    const html = node("require('fs').writeFileSync(process.argv[1], '<script>')", '{report}');
    const plan = planOf([{ command: html, report: 'screenshot', reportPath: 'page.png' }]);

    const { verification, outcome } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.results.at(-1)).toMatchObject({
      status: 'error',
      reason: 'The screenshot is refused: it is neither PNG nor JPEG.',
    });
    expect(outcome.evidence?.filter(({ kind }) => kind === 'screenshot')).toEqual([]);
  });
});

describe('what can not run here', () => {
  it('is not run, says why, and is not counted as passed', async () => {
    const plan = planOf([{ platform: 'macos' }, {}]);

    const { verification } = await verified(plan, { a: '1' }, { a: '2' });

    expect(verification.results.at(-2)).toMatchObject({
      requirementKey: 'check-1',
      status: 'not-run',
      reason: 'It runs on macos, and the sandbox is Linux.',
    });
    expect(verification.candidate).toMatchObject({ status: 'passed', cases: [{ name: 'true' }] });
  });
});

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
