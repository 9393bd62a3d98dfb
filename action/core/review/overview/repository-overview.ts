import { displayPath } from '../../../domain/display-path.ts';
import { treePathOf } from '../../../domain/path-bytes.ts';

/** `meta.repository_overview`: names and counts, no contents. */
export interface RepositoryOverview {
  readonly file_count: number;
  /** The largest first, at most 20; files at the top stand under `.`. */
  readonly top_level: readonly { readonly name: string; readonly files: number }[];
  /** By extension, the largest first, at most 10. */
  readonly languages: readonly { readonly extension: string; readonly files: number }[];
  /** What the names of files tell about how it is built and tested; sorted. */
  readonly tooling: readonly string[];
  readonly test_file_count: number;
}

/** Files at the top of a repository, and what they stand for. */
const signs: Readonly<Record<string, string>> = {
  'package.json': 'npm',
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'tsconfig.json': 'typescript',
  'biome.json': 'biome',
  'eslint.config.js': 'eslint',
  'vitest.config.ts': 'vitest',
  'jest.config.js': 'jest',
  'pyproject.toml': 'python',
  'requirements.txt': 'pip',
  'uv.lock': 'uv',
  'tox.ini': 'tox',
  'go.mod': 'go',
  'Cargo.toml': 'cargo',
  'pom.xml': 'maven',
  'build.gradle': 'gradle',
  'build.gradle.kts': 'gradle',
  Gemfile: 'bundler',
  'composer.json': 'composer',
  Makefile: 'make',
  Dockerfile: 'docker',
  '.gitlab-ci.yml': 'gitlab-ci',
};

const isTest = /(?:^|\/)(?:tests?|__tests__|specs?)\/|[._](?:test|spec)\.|(?:^|\/)test_[^/]+\.py$/;

export function repositoryOverview(paths: readonly Uint8Array[]): RepositoryOverview {
  const folders = new Map<string, number>();
  const extensions = new Map<string, number>();
  const tooling = new Set<string>();
  let tests = 0;
  for (const bytes of paths) {
    const path = displayPath(treePathOf(bytes));
    const slash = path.indexOf('/');
    count(folders, slash < 0 ? '.' : path.slice(0, slash));
    const extension = /[^/](\.[A-Za-z0-9]{1,12})$/.exec(path)?.[1];
    if (extension) count(extensions, extension.toLowerCase());
    const sign = path.startsWith('.github/workflows/') ? 'github-actions' : signs[path];
    if (sign) tooling.add(sign);
    if (isTest.test(path)) tests += 1;
  }
  return {
    file_count: paths.length,
    top_level: largest(folders, 20).map(([name, files]) => ({ name, files })),
    languages: largest(extensions, 10).map(([extension, files]) => ({ extension, files })),
    tooling: [...tooling].sort(),
    test_file_count: tests,
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function largest(counts: ReadonlyMap<string, number>, most: number) {
  return [...counts]
    .sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))
    .slice(0, most);
}
