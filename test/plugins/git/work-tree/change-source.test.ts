import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readDiff } from '../../../../action/core/review/plan/read-diff.ts';
import type {
  ChangeSource,
  Comparison,
  ComparisonRequest,
} from '../../../../action/core/services/change-source.ts';
import { createChangeSource } from '../../../../action/plugins/git/work-tree/create-change-source.ts';
import { createWorkTree } from './work-tree.ts';

const rubbish: { remove(): unknown }[] = [];

afterEach(async () => {
  for (const { remove } of rubbish.splice(0).reverse()) await remove();
});

function open(files: Readonly<Record<string, string | Uint8Array>>) {
  const tree = createWorkTree(files);
  const source = createChangeSource(tree.folder);
  rubbish.push(tree, { remove: () => source.close() });
  return { tree, source };
}

async function compared(source: ChangeSource, request: ComparisonRequest): Promise<Comparison> {
  const answer = await source.compare(request);
  if (answer.kind === 'problem') throw new Error(answer.tell);
  return answer.comparison;
}

async function filesOf(source: ChangeSource, request: ComparisonRequest) {
  const comparison = await compared(source, request);
  return readDiff(await source.diff(comparison, 10_000_000));
}

it('[DOC-02] staged is the index against HEAD, whatever the work tree says', async () => {
  const { tree, source } = open({ 'a.txt': 'one\n' });
  tree.write('a.txt', 'two\n');
  tree.git('add', 'a.txt');
  tree.write('a.txt', 'three\n');
  tree.write('new.txt', 'not added\n');

  const files = await filesOf(source, { mode: 'staged' });

  expect(files).toHaveLength(1);
  expect(files[0]?.hunks[0]?.lines).toEqual(['-one', '+two']);
});

it('[DOC-02] working-tree is everything that is not committed, untracked files too', async () => {
  const { tree, source } = open({ 'a.txt': 'one\n', '.gitignore': 'secret.env\n' });
  tree.write('a.txt', 'two\n');
  tree.git('add', 'a.txt');
  tree.write('a.txt', 'three\n');
  tree.write('new/file.txt', 'hello\n');
  tree.write('secret.env', 'KEY=1\n');
  tree.write('.ai-review/ai-review.md', 'of last time\n');

  const files = await filesOf(source, { mode: 'working-tree', leaveOut: '.ai-review' });

  expect(files.map(({ path, status }) => [path, status])).toEqual([
    ['a.txt', 'modified'],
    ['new/file.txt', 'added'],
  ]);
  expect(files[0]?.hunks[0]?.lines).toEqual(['-one', '+three']);
});

it('[DOC-02] branch is what the head has since it left the base', async () => {
  const { tree, source } = open({ 'a.txt': 'one\n', 'b.txt': 'b\n' });
  tree.git('checkout', '-q', '-b', 'feature');
  tree.write('a.txt', 'two\n');
  tree.commit('mine');
  tree.git('checkout', '-q', 'main');
  tree.write('b.txt', 'somebody else\n');
  const tip = tree.commit('theirs');

  const request = { mode: 'branch', baseRef: 'main', headRef: 'feature' } as const;
  const comparison = await compared(source, request);

  expect(comparison.trustedSha).toBe(tip);
  expect(comparison.baseSha).toBe(tree.git('merge-base', 'main', 'feature').trim());
  expect((await filesOf(source, request)).map(({ path }) => path)).toEqual(['a.txt']);
});

it('prints what plain git prints, byte for byte', async () => {
  const { tree, source } = open({ 'a.txt': 'one\n', 'we"ird\tü.txt': 'x\n', big: lines(40) });
  tree.git('mv', 'big', 'renamed');
  tree.write('renamed', `${lines(40)}more\n`);
  tree.write('we"ird\tü.txt', 'y');
  tree.write('binary', new Uint8Array([0, 1, 2]));
  tree.commit('change');

  const request = { mode: 'branch', baseRef: 'HEAD~1' } as const;
  const comparison = await compared(source, request);
  const bytes = Buffer.from(await source.diff(comparison, 10_000_000));
  const plain = tree.git('diff', 'HEAD~1', 'HEAD');

  expect(bytes.subarray(bytes.indexOf('diff --git')).toString()).toBe(plain);
  const files = readDiff(bytes);
  expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBe(Buffer.byteLength(plain));
  expect(files.map(({ path, oldPath, status, kind }) => [path, oldPath, status, kind])).toEqual([
    ['binary', undefined, 'added', 'binary'],
    ['renamed', 'big', 'renamed', 'text'],
    ['we"ird\\u{9}ü.txt', undefined, 'modified', 'text'],
  ]);
});

it('says what is wrong with a comparison and what to do', async () => {
  const { tree, source } = open({ 'a.txt': 'one\n' });
  const ask = (request: ComparisonRequest) => source.compare(request);
  tree.git('checkout', '-q', '--orphan', 'other');
  tree.commit('no parent');

  expect(await ask({ mode: 'branch' })).toMatchObject({ code: 'BASE_REF_MISSING' });
  expect(await ask({ mode: 'branch', baseRef: '--output=/tmp/x' })).toMatchObject({
    code: 'BASE_REF_UNKNOWN',
  });
  expect(await ask({ mode: 'pr', baseRef: 'main', headRef: 'nowhere' })).toMatchObject({
    code: 'HEAD_REF_UNKNOWN',
  });
  expect(await ask({ mode: 'branch', baseRef: 'main' })).toMatchObject({
    code: 'NO_MERGE_BASE',
    tell: expect.stringContaining('fetch-depth: 0'),
  });
  const nowhere = createChangeSource('/');
  expect(await nowhere.compare({ mode: 'staged' })).toMatchObject({ code: 'NOT_A_REPOSITORY' });
});

it('a repository without a commit is compared with nothing', async () => {
  const { tree, source } = open({});
  tree.write('first.txt', 'hello\n');
  const files = await filesOf(source, { mode: 'working-tree' });
  expect(files.map(({ path, status }) => [path, status])).toEqual([['first.txt', 'added']]);
});

it('leaves nothing in the repository: no object, no index, no file', async () => {
  const { tree, source } = open({ 'a.txt': 'one\n' });
  tree.write('a.txt', 'two\n');
  tree.write('new.txt', 'new\n');
  const before = tree.git('count-objects', '-v');
  const index = readFileSync(join(tree.folder, '.git/index'));

  await filesOf(source, { mode: 'working-tree' });

  expect(tree.git('count-objects', '-v')).toBe(before);
  expect(readFileSync(join(tree.folder, '.git/index')).equals(index)).toBe(true);
});

it('nothing that a repository configures is run, and its work tree is where its .git is', async () => {
  const { tree, source } = open({ 'a.txt': 'one\n' });
  const witness = join(tree.folder, '..', 'witness');
  const program = join(tree.folder, '..', 'program.sh');
  writeFileSync(program, `#!/bin/sh\ntouch ${witness}\ncat\n`, { mode: 0o755 });
  tree.write('.gitattributes', '*.txt filter=evil diff=evil\n');
  for (const key of ['filter.evil.clean', 'filter.evil.process', 'diff.evil.textconv'])
    tree.git('config', key, program);
  tree.git('config', 'diff.evil.command', program);
  tree.git('config', 'filter.evil.required', 'true');
  tree.git('config', 'core.fsmonitor', program);
  mkdirSync(join(tree.folder, '.git/hooks'), { recursive: true });
  symlinkSync(program, join(tree.folder, '.git/hooks/post-index-change'));
  tree.git('config', 'core.worktree', '/');
  tree.write('a.txt', 'two\n');

  const files = await filesOf(source, { mode: 'working-tree' });

  expect(files.map(({ path }) => path)).toEqual(['.gitattributes', 'a.txt']);
  expect(files[1]?.hunks[0]?.lines).toEqual(['-one', '+two']);
  expect(existsSync(witness)).toBe(false);
});

it('a change can not hide its own content behind attributes that it brings', async () => {
  const { tree, source } = open({ 'a.js': 'one\n' });
  tree.git('checkout', '-q', '-b', 'feature');
  tree.write('.gitattributes', '*.js -diff binary\n');
  tree.write('a.js', 'evil()\n');
  tree.commit('hide');
  expect(tree.git('diff', 'main', 'feature')).toContain('Binary files');

  const files = await filesOf(source, { mode: 'branch', baseRef: 'main' });

  expect(files.find(({ path }) => path === 'a.js')).toMatchObject({
    kind: 'text',
    hunks: [{ lines: ['-one', '+evil()'] }],
  });
});

it('reads regular files of a commit only, and lists what the head has', async () => {
  const { tree, source } = open({ '.ai-review.yml': 'version: 1\n', 'dir/a': 'a' });
  symlinkSync('/etc/passwd', join(tree.folder, 'link'));
  const head = tree.commit('link');
  const comparison = await compared(source, { mode: 'staged' });

  expect(String(Buffer.from((await source.readFile(head, '.ai-review.yml')) ?? ''))).toBe(
    'version: 1\n',
  );
  expect(await source.readFile(head, 'link')).toBeUndefined();
  expect(await source.readFile(head, 'nothing')).toBeUndefined();
  const listed = await source.listFiles(comparison);
  expect(listed.map((path) => Buffer.from(path).toString())).toEqual([
    '.ai-review.yml',
    'dir/a',
    'link',
  ]);
  expect(statSync(tree.folder).isDirectory()).toBe(true);
});

function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => `line ${index}\n`).join('');
}
