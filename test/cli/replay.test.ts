import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBundle } from '../../action/entry/bundle-folder.ts';
import { pullRequestAsked, repositoryAccess } from '../core/propose/asked.ts';
import { proposeIn } from '../core/propose/propose-house.ts';
import { live } from '../core/pull-request/pull-request.ts';
import { root } from '../house/tree.ts';
import {
  createScratch,
  type Files,
  ordinaryGit,
  type Scratch,
  writeFiles,
} from '../plugins/git/scratch-repository.ts';
import { patchplane } from './program.ts';

/** A pull request that was tested and judged on this machine, and its run sealed in a folder. */
interface Sealed {
  readonly scratch: Scratch;
  readonly bundle: string;
  remove(): void;
}

async function sealed(
  test: (scratch: Scratch) => string,
  { licence = '', more = {} }: { licence?: string; more?: Files } = {},
): Promise<Sealed> {
  const scratch = createScratch({
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'node --test' } }),
    'pages.js': `${licence}export const pages = (total, size) => Math.floor(total / size) + 1;\n`,
    ...more,
  });
  const git = ordinaryGit(scratch.root);
  const commit = (files: Readonly<Record<string, string>>) => {
    writeFiles(scratch.workspace, files);
    git(scratch.workspace, 'add', '-A');
    git(scratch.workspace, 'commit', '-q', '-m', 'work');
    return git(scratch.workspace, 'rev-parse', 'HEAD').toString().trim();
  };
  const headSha = commit({
    'pages.js': 'export const pages = (total, size) => Math.ceil(total / size);\n',
    'pages.test.js': test(scratch),
  });
  git(scratch.workspace, 'push', '-q', `file://${scratch.origin}`, 'HEAD:refs/pull/7/head');
  const { proposal } = await proposeIn({
    repository: scratch,
    answer: pullRequestAsked(scratch, headSha),
    reader: {
      ...repositoryAccess,
      readPullRequest: async () => live({ headSha, mergeBaseSha: scratch.base.commit }),
    },
  });
  if (proposal.kind !== 'ended') throw new Error(`it was ${proposal.kind}`);
  const bundle = join(mkdtempSync(join(tmpdir(), 'patchplane-sealed-')), proposal.runId);
  writeBundle(bundle, proposal.bundle);
  const remove = () => {
    scratch.remove();
    rmSync(join(bundle, '..'), { recursive: true, force: true });
  };
  return { scratch, bundle, remove };
}

const suite = (body: string) => `import { test } from 'node:test';
import assert from 'node:assert';
import { existsSync } from 'node:fs';
import { pages } from './pages.js';
test('three pages', () => { ${body} });
`;

describe('a run that is judged again', { timeout: 120_000 }, () => {
  let run: Sealed;
  beforeAll(async () => {
    const test = () => suite('assert.ok(existsSync); assert.equal(pages(9, 3), 3);');
    run = await sealed(test, { licence: '// Copyright (c) 2020 Ada\n' });
  });
  afterAll(() => run.remove());

  it('is explained rule by rule, as text and as JSON', async () => {
    const text = await patchplane(['policy', 'explain', run.bundle]);
    const json = await patchplane(['policy', 'explain', run.bundle, '--json']);

    expect([text.code, text.err, json.code, json.err]).toEqual([0, '', 0, '']);
    expect(text.out).toMatch(/^manual-review, by [^\n]+, digest [0-9a-f]{64}\nRisk /);
    expect(text.out).toMatch(
      /\n {2}LOOK {2}licence-header \(manual-review, medium\): .*\n +pages\.js\n/,
    );
    expect(text.out).toMatch(/\n {2}ok {4}secrets\n/);
    const { verdict, rules } = JSON.parse(json.out);
    expect(verdict).toMatchObject({ outcome: 'manual-review' });
    expect(rules.filter(({ speaks }: { speaks: boolean }) => speaks)).toMatchObject([
      { rule: 'licence-header', found: 1, places: [{ path: 'pages.js' }] },
    ]);
  });

  it('[PRV-18] comes out again: checks in jails of this machine, facts from the repository', async () => {
    const { workspace } = run.scratch;

    const { code, out } = await patchplane(['replay', run.bundle, '--repo', workspace]);

    expect(out).toMatch(/^Policy: reproduces, manual-review, digest [0-9a-f]{64}\n/);
    expect(out).toContain(
      '\nVerification: reproduces, every check and case ended as it is sealed\n',
    );
    expect(out).toContain('\nFacts: reproduce, and give manual-review\n');
    expect(out).toMatch(/: the verdict reproduces\n$/);
    expect(code).toBe(0);
  });

  it('without the repository says that only the sealed facts were judged again', async () => {
    const { code, out } = await patchplane(['replay', run.bundle]);

    expect(out).toMatch(/Verification: not run again: .*--repo PATH/);
    expect(out).toMatch(/: the verdict reproduces from the sealed facts\n$/);
    expect(code).toBe(0);
  });

  it('a clone that does not hold the base confirms nothing', async () => {
    const other = createScratch({ 'README.md': 'another repository\n' });
    try {
      const asked = ['replay', run.bundle, '--repo', other.workspace, '--json'];
      const { code, out } = await patchplane(asked);

      expect(JSON.parse(out)).toMatchObject({
        reproduces: false,
        policy: { reproduces: true },
        verification: { kind: 'not-done' },
      });
      expect(code).toBe(1);
    } finally {
      other.remove();
    }
  });

  it('a bundle of which a byte changed is neither explained nor replayed', async () => {
    const file = join(run.bundle, 'trust-report.md');
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole, Buffer.from(' ')]));
    try {
      const told = await Promise.all([
        patchplane(['policy', 'explain', run.bundle]),
        patchplane(['replay', run.bundle, '--json']),
      ]);

      expect(told.map(({ code }) => code)).toEqual([1, 1]);
      expect(told[0]?.err).toMatch(/^Can not be explained: the bundle does not hold: [^\n]+\n$/);
      expect(JSON.parse(`${told[1]?.out}`)).toMatchObject({
        reproduces: false,
        kind: 'impossible',
      });
    } finally {
      writeFileSync(file, whole);
    }
  });
});

describe('a run whose checks depend on the machine', { timeout: 120_000 }, () => {
  it('does not come out again, and which case it is is told', async () => {
    const here = ({ workspace }: Scratch) =>
      suite(`assert.ok(existsSync(${JSON.stringify(join(workspace, '..'))}), pages);`);
    const run = await sealed(here);
    try {
      const { code, out } = await patchplane(['replay', run.bundle, '--repo', run.scratch.origin]);

      expect(out).toContain('\nVerification: differs\n');
      expect(out).toMatch(/\n {2}[^\n]*three pages[^\n]*\n/);
      expect(out).toMatch(/\nFacts: differ in verification, and give changes-requested\n/);
      expect(out).toMatch(/: the verdict does not reproduce\n$/);
      expect(code).toBe(1);
    } finally {
      run.remove();
    }
  });
});

describe('what can not be explained as it is done today', () => {
  it('a run of an earlier form is explained as it was judged then, and says so', async () => {
    const fixture = join(root, 'test', 'fixtures', 'sealed-by-version-1');

    const { code, out } = await patchplane(['policy', 'explain', fixture]);

    expect(out).toMatch(/^approve, .*\nThe facts were sealed in an earlier form/);
    expect(code).toBe(0);
  });

  it('a run that ended before policy judged it has nothing to explain or to replay', async () => {
    const unreadable = { '.github/patchplane.yml': 'version: 9\n' };
    const run = await sealed(() => suite('assert.ok(existsSync, pages);'), { more: unreadable });
    try {
      const told = await Promise.all([
        patchplane(['policy', 'explain', run.bundle]),
        patchplane(['replay', run.bundle]),
      ]);

      expect(told.map(({ code }) => code)).toEqual([1, 1]);
      expect(told[0]?.err).toMatch(/^Can not be explained: run run-[^\n]+ ended before policy/);
      expect(told[1]?.out).toMatch(
        /^Can not be replayed: the run ended before policy judged it\n$/,
      );
    } finally {
      run.remove();
    }
  });
});
