import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../../action/core/review/plan/changed-file.ts';
import { readDiff } from '../../../action/core/review/plan/read-diff.ts';
import { renderPiece } from '../../../action/core/review/prompt/render-piece.ts';
import { boundScope } from '../../../action/core/review/scope/bound-scope.ts';
import { chunk } from '../../../action/core/review/scope/chunk.ts';
import { rightSideOf } from '../../../action/core/review/scope/right-side.ts';

const limits = {
  maxFiles: 2,
  maxDiffBytes: 200,
  maxFileBytes: 100,
  chunkBytes: 1_000,
  maxChunks: 10,
};
const bounds = { limits, includeGlobs: [], excludeGlobs: [], invalidLimit: undefined };

function file(path: string, part: Partial<ChangedFile> = {}): ChangedFile {
  return {
    path,
    status: 'modified',
    kind: 'text',
    bytes: 100,
    insertions: 1,
    deletions: 0,
    hunks: [{ oldStart: 1, newStart: 1, lines: ['+x'] }],
    ...part,
  };
}

function scope(files: readonly ChangedFile[], part: object = {}) {
  const answer = boundScope(files, { ...bounds, ...part });
  return answer.kind === 'bounded' ? answer.scope : answer.code;
}

describe('the bounded scope', () => {
  it('[DOC-03] [DOC-31] limits hit exactly at their bound', () => {
    expect(scope([file('a'), file('b')])).toMatchObject({ bytes: 200, omitted: [] });
    expect(scope([file('a'), file('b'), file('c', { bytes: 0 })])).toBe('MAX_FILES_EXCEEDED');
    expect(scope([file('a'), file('b', { bytes: 101 })])).toBe('MAX_DIFF_BYTES_EXCEEDED');
    expect(scope([file('a')], { invalidLimit: 'AI_REVIEW_MAX_FILES' })).toBe('INVALID_LIMIT');
  });

  it('a file over its own limit is left out and named; binary ones have nothing to read', () => {
    expect(
      scope([file('a', { bytes: 101 }), file('b', { kind: 'binary', bytes: 20 })]),
    ).toMatchObject({
      chunks: [],
      omitted: [
        { file: 'a', reason: 'file-too-large' },
        { file: 'b', reason: 'binary' },
      ],
    });
  });

  it('[DOC-17] globs choose before limits count; dot files are files, and excluding wins', () => {
    const files = ['src/a.ts', 'src/.b.ts', 'vendor/c.ts', '.github/d.yml'].map((path) =>
      file(path),
    );
    const paths = (part: object) => {
      const answer = scope(files, part);
      return typeof answer === 'string' ? answer : answer.files.map(({ path }) => path);
    };
    expect(paths({})).toBe('MAX_FILES_EXCEEDED');
    expect(paths({ includeGlobs: ['src/**'] })).toEqual(['src/a.ts', 'src/.b.ts']);
    expect(paths({ includeGlobs: ['**/*.ts'], excludeGlobs: ['**/.*', 'vendor/**'] })).toEqual([
      'src/a.ts',
    ]);
    expect(paths({ excludeGlobs: ['{src,vendor}/**'] })).toEqual(['.github/d.yml']);
  });

  it('files beyond the last chunk are left out and named, those before are not', () => {
    const files = [file('a'), file('b')];
    expect(scope(files, { limits: { ...limits, chunkBytes: 100, maxChunks: 1 } })).toMatchObject({
      chunks: [{ pieces: [{ file: { path: 'a' } }] }],
      omitted: [{ file: 'b', reason: 'too-many-chunks' }],
    });
    expect(scope(files, { limits: { ...limits, chunkBytes: 200, maxChunks: 1 } })).toMatchObject({
      omitted: [],
    });
  });

  it('no line is lost, doubled or renumbered, however a file is cut', () => {
    const mark = fc.constantFrom(' ', '+', '-');
    const line = fc
      .tuple(mark, fc.string({ maxLength: 30 }))
      .map(([sign, text]) => sign + text.replace(/[\r\n]/g, ''));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 200 }),
        (lines, most) => {
          const whole = file('a', { bytes: 10_000, hunks: [{ oldStart: 7, newStart: 9, lines }] });
          const rendered = (pieces: readonly string[]) =>
            pieces
              .join('\n')
              .split('\n')
              .filter((text) => !/^(===|---$)/.test(text));
          const cut = chunk([whole], most).flatMap(({ pieces }) => pieces.map(renderPiece));
          expect(rendered(cut)).toEqual(
            rendered([renderPiece({ file: whole, hunks: whole.hunks })]),
          );
        },
      ),
    );
  });
});

describe('the right side', () => {
  it('is the lines of hunks, and a deleted line is none of it', () => {
    const hunks = [
      { oldStart: 5, newStart: 5, lines: [' a', '-b', '+c', ' d'] },
      { oldStart: 20, newStart: 20, lines: ['-x'] },
      { oldStart: 30, newStart: 30, lines: ['+y'] },
    ];
    const side = rightSideOf([file('a', { hunks })]);
    expect([4, 5, 7, 8, 20, 30, 31].map((line) => side.within('a', line, line))).toEqual([
      undefined,
      5,
      7,
      undefined,
      undefined,
      30,
      undefined,
    ]);
    expect(side.within('a', 6, 30)).toBe(30);
    expect(side.within('a', 6, 25)).toBe(7);
    expect(side.withinHunk('a', 6, 30)).toBe(7);
    expect(side.within('b', 5, 5)).toBeUndefined();
  });
});

describe('reading a diff', () => {
  const header = ':100644 100644 1111111 2222222 M\0a\0\0diff --git a/a b/a\n--- a/a\n+++ b/a\n';
  const read = (text: string) => readDiff(new TextEncoder().encode(text));

  it('content that looks like another file is content', () => {
    const [only, ...more] = read(
      `${header}@@ -1 +1,3 @@\n-old\n+diff --git a/x b/x\n+@@ -1 +1 @@\n++++ b/x\n`,
    );
    expect(more).toEqual([]);
    expect(only).toMatchObject({ insertions: 3, deletions: 1 });
  });

  it.each([
    ['ends too early', `${header}@@ -1 +1,2 @@\n-old\n+new\n`],
    ['is longer than it says', `${header}@@ -1,2 +1 @@\n-old\n+new\n+more\n`],
    ['has a file without a record', `${header}@@ -1 +1 @@\n-a\n+b\ndiff --git a/b b/b\n`],
    [
      'has a record without a file',
      ':100644 100644 1 2 M\0a\0:100644 100644 1 2 M\0b\0\0diff --git a/a b/a\n',
    ],
    ['is no diff', 'hello'],
  ])('nothing is concluded from one that %s', (_what, text) => {
    expect(() => read(text)).toThrow(TypeError);
  });
});
