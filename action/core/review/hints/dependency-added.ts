import type { ChangedFile } from '../plan/changed-file.ts';
import { globMatcher } from '../scope/bound-scope.ts';
import { type AddedLine, addedLines, type Hint } from './hint.ts';

/** How each kind of manifest writes a dependency: its name is the first group. */
const manifests: readonly { readonly isOne: (path: string) => boolean; readonly entry: RegExp }[] =
  [
    {
      isOne: globMatcher(['**/package.json']),
      entry:
        /^\s*"((?:@[\w.-]+\/)?[\w.-]+)"\s*:\s*"(?:[~^<>=*]|\d|workspace:|npm:|file:|git|https?:|latest)/,
    },
    {
      isOne: globMatcher(['**/*requirements*.txt', '**/requirements/*.txt']),
      entry: /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[=<>!~]=|@|<|>|$)/,
    },
    { isOne: globMatcher(['**/go.mod']), entry: /^\s*(?:require\s+)?([\w.-]+\.[\w./-]+)\s+v\d/ },
    {
      isOne: globMatcher(['**/Cargo.toml', '**/pyproject.toml', '**/Pipfile']),
      entry:
        /^\s*"?([A-Za-z0-9][\w.-]*)(?:"?\s*=\s*(?:"[~^<>=*\d]|\{)|\s*[=<>~!]=?\s*\d[^"]*",?\s*$)/,
    },
    { isOne: globMatcher(['**/Gemfile']), entry: /^\s*gem\s+["']([\w.-]+)["']/ },
    {
      isOne: globMatcher(['**/pom.xml']),
      entry: /<artifactId>([\w.-]+)<\/artifactId>/,
    },
    {
      isOne: globMatcher(['**/*.gradle', '**/*.gradle.kts']),
      entry:
        /\b(?:implementation|api|compileOnly|runtimeOnly|testImplementation)\b[\s(]*["']([\w.:-]+)["']/,
    },
  ];

/** Lines of a manifest that name a package which was not named there before. */
export function dependencyAdded(files: readonly ChangedFile[]): readonly Hint[] {
  return files.flatMap((file) => {
    const manifest = manifests.find(({ isOne }) => isOne(file.path));
    return manifest ? entries(file, manifest.entry) : [];
  });
}

function entries(file: ChangedFile, entry: RegExp): readonly Hint[] {
  const gone = new Set(removed(file).flatMap((text) => entry.exec(text)?.[1] ?? []));
  return addedLines(file).flatMap(({ number, text }: AddedLine) => {
    const name = entry.exec(text)?.[1];
    if (!name || gone.has(name) || name === 'version') return [];
    return [
      {
        code: 'DEPENDENCY_ADDED' as const,
        file: file.path,
        line: number,
        evidence: `names the package ${name.slice(0, 100)}`,
      },
    ];
  });
}

function removed({ hunks }: ChangedFile): readonly string[] {
  return hunks.flatMap(({ lines }) =>
    lines.filter((line) => line[0] === '-').map((line) => line.slice(1)),
  );
}
