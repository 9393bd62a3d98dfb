import { parse } from 'smol-toml';
import type { Declared, Manifest } from './locked.ts';
import { readRequirements } from './requirements.ts';
import { addressesIn, below, entriesOf, textsOf, topOf } from './tables.ts';

/** `pyproject.toml`: of the standard, of uv and of Poetry. */
export function readPyproject(content: string): Manifest {
  const file = topOf(parse(content));
  const lines = [
    ...textsOf(below(file, 'project', 'dependencies')),
    ...textsOf(below(file, 'build-system', 'requires')),
    ...[
      ...entriesOf(below(file, 'project', 'optional-dependencies')),
      ...entriesOf(below(file, 'dependency-groups')),
    ].flatMap(([, group]) => textsOf(group)),
  ];
  const { declared } = readRequirements(lines.map((line) => line.replaceAll('\n', ' ')).join('\n'));
  const backend = below(file, 'build-system', 'build-backend');
  return {
    declared: [
      ...declared,
      ...poetryTables(file),
      ...tableOf(below(file, 'tool', 'uv', 'sources'), ' (source)'),
    ],
    installScripts: backend === undefined ? [] : [`build-backend: ${String(backend)}`],
    indexes: [
      ...['index', 'index-url', 'extra-index-url', 'find-links'].flatMap((name) =>
        addressesIn(below(file, 'tool', 'uv', name)),
      ),
      ...addressesIn(below(file, 'tool', 'poetry', 'source')),
      ...addressesIn(below(file, 'tool', 'pdm', 'source')),
    ],
  };
}

function poetryTables(file: unknown): readonly Declared[] {
  const poetry = below(file, 'tool', 'poetry');
  const groups = entriesOf(below(poetry, 'group')).map(([, group]) => below(group, 'dependencies'));
  return [below(poetry, 'dependencies'), below(poetry, 'dev-dependencies'), ...groups].flatMap(
    (group) => tableOf(group),
  );
}

/** `Cargo.toml`: dependencies of every sort and target, patches and replacements. */
export function readCargoToml(content: string): Manifest {
  const file = topOf(parse(content));
  const owners = [
    file,
    below(file, 'workspace'),
    ...entriesOf(below(file, 'target')).map(([, target]) => target),
  ];
  const groups = owners.flatMap((owner) =>
    ['dependencies', 'dev-dependencies', 'build-dependencies'].map((group) => below(owner, group)),
  );
  const build = below(file, 'package', 'build');
  return {
    declared: [
      ...groups.flatMap((group) => tableOf(group)),
      ...entriesOf(below(file, 'patch')).flatMap(([, group]) => tableOf(group, ' (patched)')),
      ...tableOf(below(file, 'replace'), ' (replaced)'),
    ],
    installScripts: build === undefined ? [] : [`build: ${String(build)}`],
    indexes: addressesIn(below(file, 'source')),
  };
}

/** `name = "1"` or `name = { git = "…" }`. */
function tableOf(group: unknown, suffix = ''): readonly Declared[] {
  return entriesOf(group).map(([name, value]) => ({
    name: `${name}${suffix}`,
    ...placeOf(value),
    integrity: [],
  }));
}

function placeOf(value: unknown): Pick<Declared, 'spec' | 'source'> {
  if (typeof value === 'string') return { spec: value, source: 'registry' };
  const git = below(value, 'git');
  if (typeof git === 'string') return { spec: git, source: 'git' };
  const url = below(value, 'url');
  if (typeof url === 'string') return { spec: url, source: 'url' };
  const index = below(value, 'registry-index') ?? below(value, 'registry');
  if (typeof index === 'string') return { spec: `from ${index}`, source: 'url' };
  const source = below(value, 'path') === undefined ? 'registry' : 'local';
  return { spec: JSON.stringify(value), source };
}
