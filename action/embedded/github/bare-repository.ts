import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { createGit, type Git } from './git.ts';

export interface BareRepositoryRequest {
  /** Where the bare repository goes; the folder must not exist or be empty. */
  readonly bareDir: string;
  readonly defaultBranch: string;
  /** A plain folder that becomes one commit. */
  readonly fromDir?: string;
  /** Files that are in that commit as well, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Somebody's checkout or bare repository; without a commit, what its HEAD names. */
  readonly fromRepo?: { readonly path: string; readonly commit?: string };
}

export interface BareRepository {
  readonly commit: string;
  readonly tree: string;
}

/**
 * Makes the bare repository that the stand-in serves. Its default branch is one commit made
 * from a folder (always the same one for the same files), or a commit of a repository with its
 * history as far as it is there. Throws `Failure` `misconfigured` for a source that is not one.
 */
export async function createBareRepository(
  request: BareRepositoryRequest,
): Promise<BareRepository> {
  const { bareDir, defaultBranch, fromDir, files = {}, fromRepo } = request;
  await mkdir(bareDir, { recursive: true });
  const bare = createGit(bareDir);
  const source = fromRepo ? await openSource(fromRepo.path, fromRepo.commit) : undefined;
  await bare.bytes([
    'init',
    '--quiet',
    '--bare',
    `--object-format=${source?.format ?? 'sha1'}`,
    `--initial-branch=${defaultBranch}`,
    '.',
  ]);
  if (source) await copyHistory(source, bare);
  const commit = source ? source.commit : await commitFolder(bare, fromDir, files);
  await bare.bytes(['update-ref', `refs/heads/${defaultBranch}`, commit]);
  return { commit, tree: await bare.text(['rev-parse', `${commit}^{tree}`]) };
}

/** Throws `Failure` `misconfigured`, with the fix, for a path that the loop can not run on. */
export async function requireRepository(path: string): Promise<void> {
  await openSource(path);
}

interface Source {
  readonly git: Git;
  readonly commit: string;
  readonly format: string;
}

async function openSource(path: string, wanted = 'HEAD'): Promise<Source> {
  const folder = await stat(path).catch(() => undefined);
  if (!folder?.isDirectory())
    throw wrongSource(path, 'is not a folder', 'give the path of a git checkout');
  const git = createGit(path);
  const up = await git.run(['rev-parse', '--show-cdup']);
  if (up.code !== 0)
    throw wrongSource(
      path,
      'is not a git repository',
      'give the path of a git checkout, or run `git init` and commit there',
    );
  if (up.stdout.toString('utf8').trim() !== '')
    throw wrongSource(
      path,
      'lies inside a git repository',
      'give the top folder of that repository',
    );
  const commit = await git.run([
    'rev-parse',
    '--quiet',
    '--verify',
    '--end-of-options',
    `${wanted}^{commit}`,
  ]);
  if (commit.code !== 0)
    throw wrongSource(
      path,
      wanted === 'HEAD' ? 'has no commits' : 'does not have that commit',
      'commit something there first',
    );
  return {
    git,
    commit: commit.stdout.toString('utf8').trim(),
    format: await git.text(['rev-parse', '--show-object-format']),
  };
}

function wrongSource(path: string, what: string, fix: string): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `The repository ${JSON.stringify(path)} ${what}: ${fix}.`,
  });
}

/**
 * Packs what the commit reaches straight into the new repository. Unlike a clone this works
 * alike for branches, detached heads and shallow checkouts, and shares no file with the source.
 */
async function copyHistory(source: Source, bare: Git): Promise<void> {
  if ((await source.git.text(['rev-parse', '--is-shallow-repository'])) === 'true') {
    const shallow = await source.git.text([
      'rev-parse',
      '--path-format=absolute',
      '--git-path',
      'shallow',
    ]);
    await copyFile(shallow, join(bare.directory, 'shallow'));
  }
  await source.git.bytes(
    ['pack-objects', '--quiet', '--revs', join(bare.directory, 'objects', 'pack', 'pack')],
    // A partial clone would ask its remote for what it lacks; nothing here goes there.
    { input: `${source.commit}\n`, env: { GIT_ALLOW_PROTOCOL: 'none' } },
  );
}

const sampleAuthor = {
  name: 'PatchPlane Sample',
  email: 'sample@patchplane.invalid',
  date: '2026-01-05T09:00:00Z',
} as const;

async function commitFolder(
  bare: Git,
  folder: string | undefined,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const index = join(tmpdir(), `patchplane-index-${randomUUID()}`);
  const env = {
    GIT_INDEX_FILE: index,
    GIT_AUTHOR_NAME: sampleAuthor.name,
    GIT_AUTHOR_EMAIL: sampleAuthor.email,
    GIT_AUTHOR_DATE: sampleAuthor.date,
    GIT_COMMITTER_NAME: sampleAuthor.name,
    GIT_COMMITTER_EMAIL: sampleAuthor.email,
    GIT_COMMITTER_DATE: sampleAuthor.date,
  };
  try {
    if (folder) {
      const location = [`--git-dir=${bare.directory}`, `--work-tree=${folder}`];
      await createGit(folder).bytes([...location, 'add', '--all', '.'], { env });
    }
    for (const [path, input] of Object.entries(files)) {
      const blob = await bare.text(['hash-object', '-w', '--stdin'], { input });
      await bare.bytes(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], { env });
    }
    const tree = await bare.text(['write-tree'], { env });
    return await bare.text(['commit-tree', tree, '-m', 'Start'], { env });
  } finally {
    await rm(index, { force: true });
  }
}
