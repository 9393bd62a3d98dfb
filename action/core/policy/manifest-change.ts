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
  const old = before === undefined ? {} : parsed(before);
  const next = after === undefined ? {} : parsed(after);
  if (!old || !next) return { dependencies: true, scripts: true };
  const changed = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (field) => JSON.stringify(old[field]) !== JSON.stringify(next[field]),
  );
  return {
    dependencies: changed.some((field) => dependencyFields.includes(field)),
    scripts: changed.some(
      (field) => !dependencyFields.includes(field) && !inertFields.includes(field),
    ),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return PackageManifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
