import { displayPath } from '../../domain/display-path.ts';
import { treePathOf } from '../../domain/path-bytes.ts';
import type { BaseFile } from '../services/source-control-service.ts';

/** Paths that are not the same file in both, as one can read them; sorted. */
export function baseDifferences(
  before: readonly BaseFile[],
  after: readonly BaseFile[],
): readonly string[] {
  const [left, right] = [byPath(before), byPath(after)];
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths].filter((path) => left.get(path) !== right.get(path)).sort();
}

function byPath(files: readonly BaseFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.map(({ path, mode, blob }) => [displayPath(treePathOf(path)), `${mode} ${blob}`]),
  );
}
