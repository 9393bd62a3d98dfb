import { sortBy } from '../sort-by.ts';
import type { DependencyFact } from './dependency-fact.ts';
import { dependencyReader } from './read-file.ts';
import type { DependencyScan } from './scan-dependencies.ts';

interface ScannedFile {
  /** As one safe line. */
  readonly path: string;
  readonly scan: DependencyScan;
}

/** Enough to judge by; beyond, the list says that there is more. */
const mostFacts = 1_000;

/** What all changed manifests and lockfiles say together. */
export function gatherDependencies(files: readonly ScannedFile[]): {
  readonly changes: DependencyFact[];
  readonly unread: string[];
  readonly truncated: boolean;
} {
  const facts = sortBy(
    [
      ...files.flatMap(({ path, scan: { ecosystem, notes } }) =>
        notes.map((found) => ({ path, ecosystem, ...found })),
      ),
      ...files.filter((file) => !isAskedFor(file, files)).map(unasked),
    ],
    ({ change, path, name, detail }) =>
      `${everyday.includes(change) ? 1 : 0} ${path} ${change} ${name} ${detail}`,
  );
  const distinct = facts.filter(
    (fact, index) => JSON.stringify(fact) !== JSON.stringify(facts[index - 1]),
  );
  return {
    changes: distinct.slice(0, mostFacts),
    unread: files.flatMap(({ path, scan }) => (scan.unread ? [path] : [])).sort(),
    truncated: distinct.length > mostFacts,
  };
}

/** Listed last, so that a cut list keeps what matters. */
const everyday: readonly DependencyFact['change'][] = ['added', 'removed', 'updated'];

/**
 * Whether a manifest that the lockfile is about changed what it asks for: one in the same
 * folder, or below it (workspaces). A lockfile in which no package changed needs none.
 */
function isAskedFor({ path, scan }: ScannedFile, files: readonly ScannedFile[]): boolean {
  if (scan.role !== 'lock' || scan.notes.length === 0) return true;
  const reader = dependencyReader(path);
  if (reader?.role !== 'lock') return true;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return files.some(
    (other) =>
      other.path.startsWith(folder) &&
      reader.manifests.test(other.path.split('/').at(-1) ?? '') &&
      (other.scan.notes.length > 0 || other.scan.unread),
  );
}

function unasked({ path, scan: { ecosystem } }: ScannedFile): DependencyFact {
  return {
    path,
    ecosystem,
    change: 'lock-without-manifest',
    name: '',
    detail: 'No manifest of this lockfile changed what it asks for',
  };
}
