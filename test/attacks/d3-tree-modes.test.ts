import { describe, expect, it } from 'vitest';
import type { TreeChange } from '../../action/domain/candidate-patch-set.ts';
import { judge } from '../core/evaluate/judged.ts';
import { added, blobA, blobB, deleted, modified } from '../core/policy/sample.ts';

const blobs = { [blobA]: 'old\n', [blobB]: 'new\n' };

const withModes = (oldMode: string, newMode: string): TreeChange => ({
  ...modified('a'),
  status: oldMode.slice(0, 3) === newMode.slice(0, 3) ? 'M' : 'T',
  oldMode,
  newMode,
});

describe('[D3] special entries and new executable bits are denied', () => {
  it.each([
    ['a new symbolic link', added('a', '120000')],
    ['a symbolic link that points elsewhere', withModes('120000', '120000')],
    ['a file that becomes a symbolic link', withModes('100644', '120000')],
    ['a symbolic link that becomes a file', withModes('120000', '100644')],
    ['a deleted symbolic link', deleted('a', '120000')],
    ['a new submodule', added('a', '160000')],
    ['a submodule at another commit', withModes('160000', '160000')],
    ['a new executable', added('a.sh', '100755')],
    ['a file that becomes executable', withModes('100644', '100755')],
    ['a symbolic link that becomes executable', withModes('120000', '100755')],
    ['a submodule registration', added('.gitmodules')],
  ])('%s', async (_, change) => {
    expect(await judge({ changes: [change], blobs })).toMatchObject({
      stop: { state: 'blocked' },
    });
  });

  it.each([
    ['a change of an executable', withModes('100755', '100755')],
    ['an executable that becomes plain', withModes('100755', '100644')],
    ['a deleted executable', deleted('a', '100755')],
  ])('but not %s', async (_, change) => {
    expect(await judge({ changes: [change], blobs })).not.toHaveProperty('stop');
  });
});
