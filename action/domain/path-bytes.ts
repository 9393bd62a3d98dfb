import { encodeBase64 } from './base64.ts';
import type { TreePath } from './candidate-patch-set.ts';

// A byte order mark is part of a file's name; a decoder that drops it would name another file.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** A path of git as it is written down: a string, or base64 where the bytes are not UTF-8. */
export function treePathOf(path: Uint8Array): TreePath {
  try {
    return strict.decode(path);
  } catch {
    return { base64: encodeBase64(path) };
  }
}

/**
 * A path for a sentence: quoted, printable ASCII only, at most 200 characters. Everything
 * that could move a cursor, turn the reading direction or end a line is escaped.
 */
export function printablePath(path: Uint8Array): string {
  const text = JSON.stringify(lenient.decode(path)).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length <= 200 ? text : `${text.slice(0, 199)}..."`;
}
