import type { DependencyChange } from './dependencies/dependency-fact.ts';
import type { Check } from './place.ts';

/** What manifests and lockfiles say about foreign code. */
export const dependencyChecks = {
  'dependency-change': ({ paths }) =>
    paths
      .filter(({ kinds }) => kinds.includes('dependency'))
      .map(({ display }) => ({ path: display })),
  'new-dependency': where('added'),
  'registry-host': where('registry-host'),
  'weak-integrity': where('weak-integrity'),
  'install-script': where('install-script'),
  'foreign-source': where('foreign-source'),
  'look-alike-package': where('look-alike'),
  'lock-without-manifest': where('lock-without-manifest'),
  'unread-dependencies': ({ dependencies }) => dependencies.unread.map((path) => ({ path })),
} satisfies Record<string, Check>;

function where(wanted: DependencyChange): Check {
  return ({ dependencies }) =>
    dependencies.changes
      .filter(({ change }) => change === wanted)
      .map(({ path, name, detail }) => ({
        path,
        detail: name === '' ? `${detail}.` : `"${name}": ${detail}.`,
      }));
}
