import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type {
  Derivation,
  DerivedPatch,
  UntrustedFile,
} from '../../../action/core/services/source-control-service.ts';
import { createScratch, type Files, type Scratch } from './scratch-repository.ts';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

function scratch(files: Files, submodules?: Readonly<Record<string, string>>): Scratch {
  const made = createScratch(files, submodules);
  scratches.push(made);
  return made;
}

const file = (
  path: string,
  content: string | Uint8Array = '',
  mode: UntrustedFile['mode'] = '100644',
): UntrustedFile => ({ path: Buffer.from(path), mode, content: Buffer.from(content) });

function derived(derivation: Derivation): DerivedPatch {
  if (derivation.kind === 'refused') throw new Error(derivation.because);
  return derivation.derived;
}

const binary = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256);

interface Case {
  readonly about: string;
  readonly base: Files;
  readonly written?: readonly UntrustedFile[];
  readonly deleted?: readonly string[];
  /** `status path`, in git's order. */
  readonly changes: readonly string[];
}

const cases: readonly Case[] = [
  { about: 'nothing', base: { a: 'a\n' }, changes: [] },
  { about: 'a new file', base: { a: 'a\n' }, written: [file('b', 'b\n')], changes: ['A b'] },
  {
    about: 'an edit',
    base: { a: '1\n2\n3\n' },
    written: [file('a', '1\nx\n3\n')],
    changes: ['M a'],
  },
  { about: 'a deletion', base: { a: 'a\n', b: 'b\n' }, deleted: ['a'], changes: ['D a'] },
  {
    about: 'everything deleted',
    base: { a: 'a\n', 'b/c': '' },
    deleted: ['a', 'b/c'],
    changes: ['D a', 'D b/c'],
  },
  {
    about: 'a rename is a deletion and an addition',
    base: { old: 'same\n' },
    written: [file('new', 'same\n')],
    deleted: ['old'],
    changes: ['A new', 'D old'],
  },
  {
    about: 'an executable bit',
    base: { a: 'a\n' },
    written: [file('a', 'a\n', '100755')],
    changes: ['M a'],
  },
  { about: 'an empty file', base: { a: 'a\n' }, written: [file('empty')], changes: ['A empty'] },
  { about: 'an empty file deleted', base: { a: '', b: 'b' }, deleted: ['a'], changes: ['D a'] },
  {
    about: 'a link',
    base: { a: 'a\n' },
    written: [file('l', '/etc/passwd', '120000')],
    changes: ['A l'],
  },
  {
    about: 'a file turned link',
    base: { a: 'a\n' },
    written: [file('a', '../x', '120000')],
    changes: ['T a'],
  },
  {
    about: 'a link turned file',
    base: { a: { link: 'b' } },
    written: [file('a', 'x\n')],
    changes: ['T a'],
  },
  {
    about: 'a folder turned file',
    base: { 'a/b': 'b\n', 'a/c/d': 'd\n' },
    written: [file('a', 'file\n')],
    deleted: ['a/b', 'a/c/d'],
    changes: ['A a', 'D a/b', 'D a/c/d'],
  },
  {
    about: 'a file turned folder',
    base: { a: 'a\n', z: '' },
    written: [file('a/b', 'b\n')],
    deleted: ['a'],
    changes: ['D a', 'A a/b'],
  },
  {
    about: 'a folder turned link',
    base: { 'a/passwd': 'mine\n' },
    written: [file('a', '/etc', '120000')],
    deleted: ['a/passwd'],
    changes: ['A a', 'D a/passwd'],
  },
  { about: 'binary', base: { a: 'a' }, written: [file('b.bin', binary)], changes: ['A b.bin'] },
  {
    about: 'binary to text',
    base: { a: binary },
    written: [file('a', 'text\n')],
    changes: ['M a'],
  },
  {
    about: 'carriage returns',
    base: { a: 'a\r\nb\r\n' },
    written: [file('a', 'a\r\nc\r\n')],
    changes: ['M a'],
  },
  {
    about: 'no newline at the end',
    base: { a: 'a\n' },
    written: [file('a', 'a')],
    changes: ['M a'],
  },
  {
    about: 'trailing white space and form feeds',
    base: { a: 'a\n' },
    written: [file('a', 'a \t\n\f\n\u000b\n \n\n\n')],
    changes: ['M a'],
  },
  {
    about: 'content that looks like a patch',
    base: { a: 'a\n' },
    written: [file('a', '-- a/b\n+++ b/b\n@@ -1 +1 @@\ndiff --git a/x b/x\n')],
    changes: ['M a'],
  },
  {
    about: 'content that looks like an import stream',
    base: { a: 'a\n' },
    written: [file('b', '\ndone\nblob\nmark :1\ndata 0\n'), file('c', 'c')],
    changes: ['A b', 'A c'],
  },
];

describe('derive', () => {
  it.each(cases)(
    '$about: the patch is what anyone computes, and applies to the same tree',
    async (example) => {
      const { open, independentPatch } = scratch(example.base);
      const repository = await open();
      const worktree = {
        written: example.written ?? [],
        deleted: (example.deleted ?? []).map((path) => Buffer.from(path)),
      };

      const result = derived(await repository.derive(worktree));

      expect(result.changes.map(({ status, path }) => `${status} ${path}`)).toEqual(
        example.changes,
      );
      expect(Buffer.compare(result.patch, independentPatch(result.resultTree))).toBe(0);
      expect(result.patchSha256).toBe(createHash('sha256').update(result.patch).digest('hex'));
      expect(derived(await repository.applyPatch(result.patch))).toEqual(result);
      await repository.close();
    },
  );

  it('[RUN-28] says both sides of every change and counts lines', async () => {
    const { open } = scratch({ keep: 'k\n', edit: '1\n2\n', gone: 'x\n' });
    const repository = await open();

    const result = derived(
      await repository.derive({
        written: [file('edit', '1\n3\n4\n', '100755'), file('new', 'n\n'), file('pic', binary)],
        deleted: [Buffer.from('gone')],
      }),
    );

    expect(result.stats).toEqual({ filesChanged: 4, additions: 3, deletions: 2 });
    const [edit, gone, added] = result.changes;
    expect(edit).toMatchObject({ oldMode: '100644', newMode: '100755' });
    expect(gone).toMatchObject({ path: 'gone', newMode: null, newBlob: null });
    expect(added).toMatchObject({ path: 'new', oldMode: null, oldBlob: null });
    expect(Buffer.from(await repository.readBlob(added?.newBlob ?? '')).toString()).toBe('n\n');
    await repository.close();
  });

  it('keeps a path that is not UTF-8 as base64 and a byte order mark as itself', async () => {
    const { open } = scratch({ a: '' });
    const repository = await open();

    const written = [Buffer.from([0x61, 0xff]), Buffer.from('\ufeffbom')].map((path) => ({
      path,
      mode: '100644' as const,
      content: Buffer.from(''),
    }));
    const result = derived(await repository.derive({ written, deleted: [] }));

    expect(result.changes.map(({ path }) => path)).toEqual([{ base64: 'Yf8=' }, '\ufeffbom']);
    await repository.close();
  });

  it('takes 5,000 files', async () => {
    const { open, independentPatch } = scratch({ a: '' });
    const repository = await open();
    const written = Array.from({ length: 5_000 }, (_, index) =>
      file(`src/${index % 50}/file-${index}.txt`, `content ${index}\n`),
    );

    const result = derived(await repository.derive({ written, deleted: [] }));

    expect(result.stats).toEqual({ filesChanged: 5_000, additions: 5_000, deletions: 0 });
    expect(Buffer.compare(result.patch, independentPatch(result.resultTree))).toBe(0);
    await repository.close();
  });
});
