import { z } from 'zod';

/** What a change of a `package.json` touches. */
export interface ManifestChange {
  readonly dependencies: boolean;
  readonly scripts: boolean;
}

const PackageManifest = z.record(z.string(), z.unknown());

/** Which code is fetched. */
const dependencyFields = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'bundleDependencies',
  'bundledDependencies',
  'overrides',
  'resolutions',
  'packageManager',
  'devEngines',
  'workspaces',
  'pnpm',
  'catalog',
  'catalogs',
  'patchedDependencies',
  'trustedDependencies',
];

/** What a new version of the same package says that runs nothing and fetches nothing. */
const inertFields = [
  'name',
  'version',
  'description',
  'keywords',
  'license',
  'author',
  'contributors',
  'homepage',
  'repository',
  'bugs',
  'funding',
];

/** Compares two manifests field by field; one that cannot be read counts as changed in full. */
export function manifestChange(
  before: string | undefined,
  after: string | undefined,
): ManifestChange {
  const old = fieldsOf(before ?? '{}');
  const next = fieldsOf(after ?? '{}');
  if (!old || !next) return { dependencies: true, scripts: true };
  const changed = [...new Set([...old.keys(), ...next.keys()])].filter(
    (field) => old.get(field) !== next.get(field),
  );
  return {
    dependencies: changed.some((field) => dependencyFields.includes(field)),
    scripts: changed.some(
      (field) => !dependencyFields.includes(field) && !inertFields.includes(field),
    ),
  };
}

/** Each field's JSON; undefined for what is no manifest, or nests deeper than JSON can be written. */
function fieldsOf(text: string): ReadonlyMap<string, string> | undefined {
  try {
    const manifest = PackageManifest.parse(JSON.parse(text));
    return new Map(
      Object.entries(manifest).map(([field, value]) => [field, JSON.stringify(value)]),
    );
  } catch {
    return undefined;
  }
}
