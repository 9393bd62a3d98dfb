import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { UntrustedFile } from '../../../action/core/services/source-control-service.ts';
import { createScratch, type Files } from './scratch-repository.ts';

interface Entry {
  readonly path: string;
  readonly mode: UntrustedFile['mode'];
  readonly content: string;
}

const name = fc.constantFrom('a', 'b', 'a b', 'é', '"q', '-x', 'a\tb', '\u202e', 'x b', ' ');
const entry: fc.Arbitrary<Entry> = fc.record({
  path: fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/')),
  mode: fc.constantFrom('100644', '100755', '120000'),
  content: fc.oneof(
    fc.constantFrom('x', '\n', 'a\n', 'a\r\n', 'a\nb\nc\nd\ne\nf\ng\nh\n', '\u0001\u0002'),
    fc
      .string({ unit: 'binary', minLength: 1, maxLength: 200 })
      .map((text) => text.replaceAll('\0', '')),
  ),
});
const tree = fc.array(entry, { maxLength: 8 }).map(withoutClashes);

it('any tree to any other: one patch, the same for everyone, that applies to the same tree', async () => {
  await fc.assert(
    fc.asyncProperty(tree, tree, async (before, after) => {
      const scratch = createScratch(Object.fromEntries(before.map(onDisk)));
      const repository = await scratch.open();
      const kept = new Set(after.map(({ path }) => path));
      const written = after.map(({ path, mode, content }) => ({
        path: Buffer.from(path),
        mode,
        content: Buffer.from(content),
      }));
      const gone = before.filter(({ path }) => !kept.has(path));
      const deleted = gone.map(({ path }) => Buffer.from(path));

      const answer = await repository.derive({ written, deleted });

      if (answer.kind === 'refused') throw new Error(answer.because);
      const { patch, resultTree, changes } = answer.derived;
      expect(changes.length === 0).toBe(patch.length === 0);
      expect(Buffer.compare(patch, scratch.independentPatch(resultTree))).toBe(0);
      expect(await repository.applyPatch(patch)).toEqual(answer);
      scratch.remove();
    }),
    { numRuns: 30 },
  );
}, 240_000);

/** Drops an entry that repeats a path, or makes a file and a folder of one name. */
function withoutClashes(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((later, index) =>
    entries
      .slice(0, index)
      .every(
        (earlier) =>
          earlier.path !== later.path &&
          !earlier.path.startsWith(`${later.path}/`) &&
          !later.path.startsWith(`${earlier.path}/`),
      ),
  );
}

function onDisk({ path, mode, content }: Entry): [string, Files[string]] {
  if (mode === '120000') return [path, { link: content === '' ? 'x' : content }];
  return [path, mode === '100755' ? { exec: content } : content];
}
