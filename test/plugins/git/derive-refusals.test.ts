import { Buffer } from 'node:buffer';
import { afterEach, describe, expect, it } from 'vitest';
import type { UntrustedFile } from '../../../action/core/services/source-control-service.ts';
import { defaultLimits } from '../../../action/plugins/git/limits.ts';
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

describe('derive refuses', () => {
  const limits = { ...defaultLimits, files: 3, contentBytes: 1_000, patchBytes: 2_000 };
  const rows = [
    {
      about: 'too many files',
      written: ['a', 'b', 'c', 'd'].map((path) => file(path)),
      because: 'touches 4 files',
    },
    {
      about: 'too many bytes',
      written: [file('a', 'x'.repeat(1_001))],
      because: 'writes 1001 bytes',
    },
    { about: 'a path twice', written: [file('a'), file('a', 'other')], because: 'named twice' },
    {
      about: 'a path written and deleted',
      written: [file('keep')],
      deleted: ['keep'],
      because: 'named twice',
    },
    {
      about: 'a file inside a file',
      written: [file('keep/x')],
      because: 'a file and a folder of one name',
    },
    {
      about: 'a file and a folder of one name',
      written: [file('n'), file('n/x')],
      because: 'a file and a folder of one name',
    },
    { about: 'a submodule replaced', written: [file('sub', 'x')], because: 'submodule' },
    { about: 'a submodule deleted', deleted: ['sub'], because: 'submodule' },
    {
      about: 'links that stand for submodule settings',
      written: [file('.gitmodules', 'x', '120000')],
      because: 'does not take it',
    },
  ];

  it.each(rows)('$about', async ({ written, deleted, because }) => {
    const { open } = scratch({ keep: 'k\n' }, { sub: '1'.repeat(40) });
    const repository = await open(limits);

    const answer = await repository.derive({
      written: written ?? [],
      deleted: (deleted ?? []).map((path) => Buffer.from(path)),
    });

    expect(answer).toMatchObject({ kind: 'refused', because: expect.stringContaining(because) });
    await repository.close();
  });

  it('a patch larger than the limit', async () => {
    const { open } = scratch({ long: 'line\n'.repeat(1_000) });
    const repository = await open(limits);

    const answer = await repository.derive({ written: [], deleted: [Buffer.from('long')] });

    expect(answer).toMatchObject({
      kind: 'refused',
      because: expect.stringContaining('2000 bytes'),
    });
    await repository.close();
  });

  it.each(['not a patch', 'diff --git a/x b/.git/x\nnew file mode 100644\n'])(
    'a patch that git does not take: %j',
    async (patch) => {
      const { open } = scratch({ keep: 'k\n' });
      const repository = await open();

      expect(await repository.applyPatch(Buffer.from(patch))).toMatchObject({ kind: 'refused' });
      await repository.close();
    },
  );
});
