import type { TreePath } from './candidate-patch-set.ts';

/**
 * A path as one safe, unambiguous line: an ordinary path is itself; a backslash, a character
 * that cannot be seen and a byte that is not UTF-8 are written as escapes. Two different
 * paths never look alike.
 */
export function displayPath(path: TreePath): string {
  return typeof path === 'string' ? escaped(path) : escapedBytes(path.base64);
}

const unseen =
  /[\\\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

function escaped(text: string): string {
  return text.replace(unseen, (character) =>
    character === '\\' ? '\\\\' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function escapedBytes(base64: string): string {
  return [...atob(base64)]
    .map((byte) => {
      if (byte === '\\') return '\\\\';
      if (byte >= ' ' && byte <= '~') return byte;
      return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
    })
    .join('');
}
