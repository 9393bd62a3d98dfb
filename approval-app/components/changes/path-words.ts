import type { TreePath } from '../../../action/domain/candidate-patch-set.ts';

/** A path for people; the bytes of one that is not UTF-8 are shown as base64. */
export function pathWords(path: TreePath): string {
  return typeof path === 'string' ? path : `base64:${path.base64}`;
}

/** One text for one path, and no other path with it. */
export function pathKey(path: TreePath): string {
  return typeof path === 'string' ? `s:${path}` : `b:${path.base64}`;
}
