import type { Ecosystem } from './dependency-fact.ts';
import { readGoMod, readGoSum } from './go-modules.ts';
import { readBunLock, readNpmLock } from './javascript-locks.ts';
import type { Locked, Manifest } from './locked.ts';
import { readPackageJson, readPnpmWorkspace } from './package-json.ts';
import { readPnpmLock } from './pnpm-lock.ts';
import { readRequirements } from './requirements.ts';
import { readCargoLock, readPoetryLock, readUvLock } from './toml-locks.ts';
import { readCargoToml, readPyproject } from './toml-manifests.ts';
import { readYarnLock } from './yarn-lock.ts';

/** How a file that decides about foreign code is read. All readers throw on what they can not read. */
export type DependencyReader =
  | {
      readonly role: 'lock';
      readonly ecosystem: Ecosystem;
      readonly read: (content: string) => readonly Locked[];
      /** Hosts of the usual registry. */
      readonly hosts: readonly string[];
      readonly manifests: RegExp;
    }
  | {
      readonly role: 'manifest';
      readonly ecosystem: Ecosystem;
      readonly read: (content: string) => Manifest;
    }
  /** Nobody here can read it. */
  | { readonly role: 'opaque'; readonly ecosystem: Ecosystem };

const npmHosts = ['registry.npmjs.org', 'registry.yarnpkg.com'];
const pythonHosts = ['pypi.org', 'files.pythonhosted.org'];
const packageJson = /^(package\.json|pnpm-workspace\.yaml)$/i;
const python = /^(pyproject\.toml|setup\.(py|cfg)|.*requirements.*\.(txt|in))$/i;

const byName: readonly (readonly [RegExp, DependencyReader])[] = [
  [
    /^(package-lock|npm-shrinkwrap)\.json$/i,
    { role: 'lock', ecosystem: 'npm', read: readNpmLock, hosts: npmHosts, manifests: packageJson },
  ],
  [
    /^pnpm-lock\.yaml$/i,
    {
      role: 'lock',
      ecosystem: 'pnpm',
      read: readPnpmLock,
      hosts: npmHosts,
      manifests: packageJson,
    },
  ],
  [
    /^yarn\.lock$/i,
    {
      role: 'lock',
      ecosystem: 'yarn',
      read: readYarnLock,
      hosts: npmHosts,
      manifests: packageJson,
    },
  ],
  [
    /^bun\.lock$/i,
    { role: 'lock', ecosystem: 'bun', read: readBunLock, hosts: npmHosts, manifests: packageJson },
  ],
  [/^bun\.lockb$/i, { role: 'opaque', ecosystem: 'bun' }],
  [
    /^uv\.lock$/i,
    { role: 'lock', ecosystem: 'python', read: readUvLock, hosts: pythonHosts, manifests: python },
  ],
  [
    /^poetry\.lock$/i,
    {
      role: 'lock',
      ecosystem: 'python',
      read: readPoetryLock,
      hosts: pythonHosts,
      manifests: python,
    },
  ],
  [
    /^cargo\.lock$/i,
    {
      role: 'lock',
      ecosystem: 'cargo',
      read: readCargoLock,
      hosts: ['github.com', 'index.crates.io'],
      manifests: /^cargo\.toml$/i,
    },
  ],
  [
    /^go\.sum$/i,
    { role: 'lock', ecosystem: 'go', read: readGoSum, hosts: [], manifests: /^go\.(mod|work)$/i },
  ],
  [/^pnpm-workspace\.yaml$/i, { role: 'manifest', ecosystem: 'pnpm', read: readPnpmWorkspace }],
  [/^package\.json$/i, { role: 'manifest', ecosystem: 'npm', read: readPackageJson }],
  [
    /requirements[^/]*\.(txt|in)$|^constraints[^/]*\.txt$/i,
    { role: 'manifest', ecosystem: 'python', read: readRequirements },
  ],
  [/^pyproject\.toml$/i, { role: 'manifest', ecosystem: 'python', read: readPyproject }],
  [/^cargo\.toml$/i, { role: 'manifest', ecosystem: 'cargo', read: readCargoToml }],
  [/^go\.mod$/i, { role: 'manifest', ecosystem: 'go', read: readGoMod }],
];

/** By the name of the file alone; undefined where it decides nothing that is read here. */
export function dependencyReader(path: string): DependencyReader | undefined {
  const name = path.split('/').at(-1) ?? path;
  return byName.find(([pattern]) => pattern.test(name))?.[1];
}
