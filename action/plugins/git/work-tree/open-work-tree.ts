import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createGit, type Git, requireVersion } from '../git.ts';
import { gitEnvironment } from '../git-environment.ts';

export interface OpenWorkTree {
  readonly git: Git;
  readonly top: string;
  /** Takes the index as it is into a file of our own, which calls then name. */
  copyIndex(): { readonly GIT_INDEX_FILE: string };
  /** No work tree and no index: a diff then heeds no attributes that the change itself brings. */
  readonly nowhere: { readonly GIT_WORK_TREE: string; readonly GIT_INDEX_FILE: string };
  close(): Promise<void>;
}

export interface WorkTreeOptions {
  readonly gitBin?: string | undefined;
  /** Folder for temporary files; the system's unless told. */
  readonly scratch?: string | undefined;
  /** Ignore rules of the person at this machine, as `core.excludesFile` names them. */
  readonly excludesFile?: string | undefined;
}

/**
 * Git on somebody's work tree. Objects that a question makes (the tree of an index) go to a
 * folder of our own, so that nothing is left in the repository; and no program that its
 * configuration names is run.
 */
export async function openWorkTree(top: string, options: WorkTreeOptions): Promise<OpenWorkTree> {
  const scratch = mkdtempSync(join(options.scratch ?? tmpdir(), 'patchplane-review-'));
  const objects = join(scratch, 'objects');
  const empty = join(scratch, 'empty');
  for (const made of [objects, empty]) mkdirSync(made);
  const gitBin = options.gitBin ?? 'git';
  const { GIT_DIR: _none, ...clean } = gitEnvironment({
    gitDir: '',
    home: scratch,
    transports: [],
  });
  // The owner of a mounted folder is often somebody else; what runs is closed off all the same.
  const first = createGit(gitBin, { ...clean, ...setting(clean, [['safe.directory', '*']]) });
  await requireVersion(first);
  const place = await first.must({
    args: ['rev-parse', '--absolute-git-dir', '--git-path', 'objects', '--git-path', 'index'],
    cwd: top,
  });
  const [gitDir = '', store = '', index = ''] = place.stdout.toString('utf8').trimEnd().split('\n');
  const filters = await filterNames(first, top);
  const git = createGit(gitBin, {
    ...clean,
    ...setting(clean, [
      ['safe.directory', '*'],
      ...(options.excludesFile ? [['core.excludesFile', options.excludesFile] as const] : []),
      ...filters.flatMap(withoutPrograms),
      ...plainDiffs,
    ]),
    GIT_DIR: gitDir,
    GIT_WORK_TREE: top,
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(resolve(top, store)),
    GIT_NO_LAZY_FETCH: '1',
  });
  return {
    git,
    top,
    nowhere: { GIT_WORK_TREE: empty, GIT_INDEX_FILE: join(scratch, 'no-index') },
    copyIndex() {
      const copy = join(scratch, 'index');
      if (existsSync(resolve(top, index))) copyFileSync(resolve(top, index), copy);
      return { GIT_INDEX_FILE: copy };
    },
    close: () => rm(scratch, { recursive: true, force: true }),
  };
}

/** Names of the repository's filters: programs that git runs over contents. */
async function filterNames(git: Git, cwd: string): Promise<readonly string[]> {
  const { stdout } = await git.ask({
    args: ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'],
    cwd,
  });
  const keys = stdout.toString('utf8').split('\0').filter(Boolean);
  return [...new Set(keys.map((key) => key.slice('filter.'.length, key.lastIndexOf('.'))))];
}

function withoutPrograms(name: string): readonly Setting[] {
  return [
    [`filter.${name}.clean`, ''],
    [`filter.${name}.smudge`, ''],
    [`filter.${name}.process`, ''],
    [`filter.${name}.required`, 'false'],
  ];
}

/** A diff is what git prints by itself, whatever the repository's configuration would like. */
const plainDiffs: readonly Setting[] = [
  ['diff.algorithm', 'default'],
  ['diff.context', '3'],
  ['diff.interHunkContext', '0'],
  ['diff.indentHeuristic', 'true'],
  ['diff.suppressBlankEmpty', 'false'],
  ['diff.orderFile', '/dev/null'],
  ['diff.renameLimit', '1000'],
  ['core.quotePath', 'true'],
  ['advice.addEmbeddedRepo', 'false'],
  ['core.safecrlf', 'false'],
];

type Setting = readonly [key: string, value: string];

/** Settings after those that are in an environment already. */
function setting(
  environment: Readonly<Record<string, string>>,
  settings: readonly Setting[],
): Record<string, string> {
  const from = Number(environment['GIT_CONFIG_COUNT'] ?? '0');
  const added: Record<string, string> = { GIT_CONFIG_COUNT: String(from + settings.length) };
  for (const [offset, [key, value]] of settings.entries()) {
    added[`GIT_CONFIG_KEY_${from + offset}`] = key;
    added[`GIT_CONFIG_VALUE_${from + offset}`] = value;
  }
  return added;
}

/** A path of this list that holds a colon or begins with a quote has to be quoted. */
function quoted(path: string): string {
  return /[:"\n]/.test(path) ? JSON.stringify(path) : path;
}
