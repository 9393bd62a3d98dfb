import { parse as parseYaml } from 'yaml';
import { type Declared, type Manifest, sourceOfSpec } from './locked.ts';
import { below, entriesOf, topOf } from './tables.ts';

const groups = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'resolutions',
];

/** What npm and its kin run on their own when a project is installed. */
const lifecycle = [
  'preinstall',
  'install',
  'postinstall',
  'preprepare',
  'prepare',
  'postprepare',
  'prepublish',
  'dependencies',
];

export function readPackageJson(content: string): Manifest {
  const manifest = topOf(JSON.parse(content));
  const scripts = lifecycle.flatMap((name) => {
    const script = below(manifest, 'scripts', name);
    return script === undefined ? [] : [`${name}: ${String(script)}`];
  });
  return {
    declared: [
      ...groups.flatMap((group) => declaredIn(below(manifest, group))),
      ...declaredIn(below(manifest, 'pnpm', 'overrides')),
    ],
    installScripts: [
      ...scripts,
      ...allowedScripts(manifest),
      ...allowedScripts(below(manifest, 'pnpm')),
    ],
    indexes: [],
  };
}

/** `pnpm-workspace.yaml`: catalogs, overrides, and whose scripts may run. */
export function readPnpmWorkspace(content: string): Manifest {
  const workspace = topOf(parseYaml(content, { maxAliasCount: 0 }) ?? {});
  return {
    declared: [
      ...declaredIn(below(workspace, 'catalog')),
      ...entriesOf(below(workspace, 'catalogs')).flatMap(([, catalog]) => declaredIn(catalog)),
      ...declaredIn(below(workspace, 'overrides')),
    ],
    installScripts: allowedScripts(workspace),
    indexes: [],
  };
}

/** Packages that were told apart because their scripts may run: pnpm's and Bun's way. */
function allowedScripts(value: unknown): readonly string[] {
  return ['onlyBuiltDependencies', 'trustedDependencies'].flatMap((list) => {
    const names = below(value, list);
    return Array.isArray(names) ? names.map((name) => `${list}: ${String(name)}`) : [];
  });
}

function declaredIn(group: unknown): readonly Declared[] {
  return entriesOf(group).map(([name, value]) => {
    const spec = typeof value === 'string' ? value : JSON.stringify(value);
    const source = spec.startsWith('npm:') ? 'registry' : sourceOfSpec(spec);
    return { name, spec, source, integrity: [] };
  });
}
