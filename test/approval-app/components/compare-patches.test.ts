import { describe, expect, it } from 'vitest';
import {
  changedLines,
  comparePatches,
  partName,
} from '../../../approval-app/components/changes/compare-patches.ts';

const part = (path: string, added: string, line = 1, blob = 'aaaa111') =>
  `diff --git a/${path} b/${path}\nindex ${blob}..bbbb222 100644\n--- a/${path}\n+++ b/${path}\n@@ -${line} +${line} @@ some function\n-old\n+${added}\n`;

describe('[UX-9] what one patch changes otherwise than the other', () => {
  it('tells files apart that changed, came, went and stayed', () => {
    const compared = comparePatches(
      part('same.ts', 'x') + part('other.ts', 'one') + part('gone.ts', 'x'),
      part('new.ts', 'x') + part('same.ts', 'x') + part('other.ts', 'two'),
    );

    expect(compared.map(({ name, status }) => [partName(name), status])).toEqual([
      ['other.ts', 'changed'],
      ['new.ts', 'added'],
      ['gone.ts', 'gone'],
      ['same.ts', 'same'],
    ]);
  });

  it('a hunk that only moved with its base is the same; one more character is not', () => {
    const [moved] = comparePatches(part('a.ts', 'x'), part('a.ts', 'x', 40, 'cccc333'));
    const [longer] = comparePatches(part('a.ts', 'x'), part('a.ts', 'x '));

    expect(moved?.status).toBe('same');
    expect(longer?.status).toBe('changed');
  });

  it('another mode is a difference, and so is another order of the same lines', () => {
    const before = part('a.ts', 'x');
    const [mode] = comparePatches(before, before.replace('100644', '100755'));
    const [order] = comparePatches(`${before}+one\n+two\n`, `${before}+two\n+one\n`);

    expect(mode?.status).toBe('changed');
    expect(order?.status).toBe('changed');
  });

  it('content that looks like a header of the patch stays content', () => {
    const lines = changedLines(`${part('a.ts', 'x')}+++ b/not-a-header\n---  minus\n`);

    expect(lines.split('\n')).toEqual(['-old', '+x', '+++ b/not-a-header', '---  minus']);
  });

  it('names a path with blanks, and leaves one that is quoted as it stands', () => {
    expect(partName('a/with a blank.ts b/with a blank.ts')).toBe('with a blank.ts');
    expect(partName('"a/\\303\\244.ts" "b/\\303\\244.ts"')).toBe(
      '"a/\\303\\244.ts" "b/\\303\\244.ts"',
    );
  });
});
