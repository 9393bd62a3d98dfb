import { compareLocks, note, type PackageNote } from './compare-locks.ts';
import { compareManifests } from './compare-manifests.ts';
import type { Ecosystem } from './dependency-fact.ts';
import type { Manifest } from './locked.ts';
import { lookAlikeOf } from './look-alike.ts';
import { type DependencyReader, dependencyReader } from './read-file.ts';

/** What one changed file says about foreign code. */
export interface DependencyScan {
  readonly role: DependencyReader['role'];
  readonly ecosystem: Ecosystem;
  readonly notes: readonly PackageNote[];
  /** It, or what it was before, could not be read. */
  readonly unread: boolean;
}

/** Undefined where the path decides nothing about foreign code; absent sides are undefined. */
export function scanDependencies(
  path: string,
  before: string | undefined,
  after: string | undefined,
): DependencyScan | undefined {
  const reader = dependencyReader(path);
  if (!reader) return undefined;
  const { role, ecosystem } = reader;
  if (reader.role === 'opaque') return { role, ecosystem, notes: [], unread: true };
  try {
    const { notes, known } = notesOf(reader, before, after);
    return {
      role,
      ecosystem,
      notes: [...notes, ...lookAlikes(notes, ecosystem, known)],
      unread: false,
    };
  } catch {
    return { role, ecosystem, notes: [], unread: true };
  }
}

function notesOf(
  reader: Exclude<DependencyReader, { role: 'opaque' }>,
  before: string | undefined,
  after: string | undefined,
): { readonly notes: readonly PackageNote[]; readonly known: ReadonlySet<string> } {
  if (reader.role === 'lock') {
    const old = before === undefined ? [] : reader.read(before);
    const next = after === undefined ? [] : reader.read(after);
    return {
      notes: compareLocks(old, next, reader.hosts),
      known: new Set(old.map(({ name }) => name)),
    };
  }
  const old = before === undefined ? nothing : reader.read(before);
  const next = after === undefined ? nothing : reader.read(after);
  return {
    notes: compareManifests(old, next),
    known: new Set(old.declared.map(({ name }) => name)),
  };
}

const nothing: Manifest = { declared: [], installScripts: [], indexes: [] };

function lookAlikes(
  notes: readonly PackageNote[],
  ecosystem: Ecosystem,
  known: ReadonlySet<string>,
): readonly PackageNote[] {
  return notes
    .filter(({ change }) => change === 'added')
    .slice(0, mostCompared)
    .flatMap(({ name }) => {
      const other = lookAlikeOf(name, ecosystem, known);
      return other === undefined ? [] : [note('look-alike', name, `looks like ${other}`)];
    });
}

/** Comparing is quadratic; a lockfile that is new as a whole is judged as new as a whole. */
const mostCompared = 200;
