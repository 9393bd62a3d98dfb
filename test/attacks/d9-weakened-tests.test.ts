import { afterEach, describe, expect, it } from 'vitest';
import { pullRequestAsked, repositoryAccess } from '../core/propose/asked.ts';
import { proposeIn } from '../core/propose/propose-house.ts';
import { live } from '../core/pull-request/pull-request.ts';
import {
  createScratch,
  type Files,
  ordinaryGit,
  type Scratch,
  writeFiles,
} from '../plugins/git/scratch-repository.ts';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

const suite = (body: string) =>
  `import { test } from 'node:test';\nimport assert from 'node:assert';\nimport { pages } from '../pages.js';\n${body}\n`;
const checks = `version: 1
verification:
  requirements:
    - { key: unit, command: [node, --test, --test-reporter=tap], report: { format: tap } }
`;
const base: Files = {
  'package.json': '{"type":"module"}\n',
  'pages.js': 'export const pages = (total, size) => Math.ceil(total / size);\n',
  'test/pages.test.js': suite(
    "test('counts', () => assert.equal(pages(9, 3), 3));\ntest('rounds up', () => assert.equal(pages(10, 3), 4));",
  ),
  '.github/patchplane.yml': checks,
};

/** A pull request that breaks the code, and does this to whatever would notice. */
async function judged(change: Files, removed: readonly string[] = [], files: Files = base) {
  const repository = createScratch(files);
  scratches.push(repository);
  const { workspace, origin } = repository;
  const git = ordinaryGit(repository.root);
  git(workspace, 'checkout', '-q', '-b', 'work');
  writeFiles(workspace, { 'pages.js': 'export const pages = () => 3;\n', ...change });
  for (const path of removed) git(workspace, 'rm', '-q', path);
  git(workspace, 'add', '-A');
  git(workspace, 'commit', '-q', '-m', 'work');
  git(workspace, 'push', '-q', `file://${origin}`, 'HEAD:refs/pull/7/head');
  const headSha = git(workspace, 'rev-parse', 'HEAD').toString().trim();
  git(workspace, 'checkout', '-q', 'main');
  const state = live({ headSha, mergeBaseSha: repository.base.commit });
  const { proposal, destroyed } = await proposeIn({
    repository,
    answer: pullRequestAsked(repository, headSha),
    reader: { ...repositoryAccess, readPullRequest: async () => state },
  });
  if (proposal.kind !== 'ended') throw new Error(`it was ${proposal.kind}`);
  return { ...proposal, destroyed };
}

describe('[D9] a patch that weakens the tests so that they pass', { timeout: 60_000 }, () => {
  it('by deleting the test file: what disappeared is named, and it runs all the same', async () => {
    const { report } = await judged({}, ['test/pages.test.js']);

    expect(report.tests.summary.disappeared).toEqual(['unit::counts', 'unit::rounds up']);
    expect(report.tests.oldTestsOnNewCode).toMatchObject({
      files: ['test/pages.test.js'],
      newFailures: ['unit::rounds up'],
    });
    expect(report.policy.outcome).not.toBe('approve');
  });

  it('by skipping what fails: newly skipped, and it fails all the same', async () => {
    const skipped = suite(
      "test('counts', () => assert.equal(pages(9, 3), 3));\ntest.skip('rounds up', () => assert.equal(pages(10, 3), 4));",
    );

    const { report } = await judged({ 'test/pages.test.js': skipped });

    expect(report.tests.summary.newlySkipped).toEqual(['unit::rounds up']);
    expect(report.tests.oldTestsOnNewCode?.newFailures).toEqual(['unit::rounds up']);
    expect(report.policy.outcome).not.toBe('approve');
  });

  it('by expecting what is wrong: everything passes, but the old tests do not', async () => {
    const bent = suite(
      "test('counts', () => assert.equal(pages(9, 3), 3));\ntest('rounds up', () => assert.equal(pages(10, 3), 3));",
    );

    const { report } = await judged({ 'test/pages.test.js': bent });

    expect(report.tests.candidate.status).toBe('passed');
    expect(report.tests.summary).toMatchObject({ newFailures: [], disappeared: [] });
    expect(report.tests.oldTestsOnNewCode?.newFailures).toEqual(['unit::rounds up']);
  });

  it('by running one test only: the others disappeared or were skipped', async () => {
    const only = suite("test('counts', () => assert.equal(pages(9, 3), 3));");

    const { report } = await judged({ 'test/pages.test.js': only });

    expect(report.tests.summary.disappeared).toEqual(['unit::rounds up']);
    expect(report.policy.outcome).not.toBe('approve');
  });

  it('by configuring other checks: the base decides what is run', async () => {
    const nothing =
      'version: 1\nverification: { requirements: [{ key: unit, command: ["true"] }] }\n';

    const { report } = await judged({ '.github/patchplane.yml': nothing });

    expect(report.verification.commands).toEqual([['node', '--test', '--test-reporter=tap']]);
    expect(report.tests.summary.newFailures).toEqual(['unit::rounds up']);
  });
});

describe('[PKG-14] a base whose configuration can not be used', { timeout: 60_000 }, () => {
  it('is refused with line, key and fix; no sandbox starts and no check runs', async () => {
    const wrong = { ...base, '.github/patchplane.yml': 'version: 1\nverification: npm test\n' };

    const { state, report, destroyed } = await judged({}, [], wrong);

    expect(state).toBe('refused');
    expect(report.run.reason).toMatch(
      /patchplane\.yml can not be used, so nothing runs: line 2: "verification" must be a map/,
    );
    expect(report.verification.results).toEqual([]);
    expect(destroyed).toEqual([]);
  });
});
