import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  FrozenBase,
  RepositoryRef,
  TrustedGit,
  TrustedRepository,
} from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import { GitObjectId } from '../../domain/ids.ts';
import { fetchFailure } from './fetch-failure.ts';
import { createGit, type Git, requireVersion } from './git.ts';
import { gitEnvironment, type Transport, tokenSetting } from './git-environment.ts';
import { type CandidateLimits, defaultLimits } from './limits.ts';
import { createTrustedRepository } from './trusted-repository.ts';

export interface TrustedGitOptions {
  /** Where a repository is cloned from. */
  readonly cloneUrl: (owner: string, name: string) => string;
  /** Reads the repository; goes into the environment of the one fetch and nowhere else. */
  readonly token?: string;
  /** Folder for the temporary repositories; the system's own by default. */
  readonly stateDir?: string;
  readonly gitBin?: string;
  /** PATH of git's processes; the usual system folders by default. */
  readonly path?: string;
  /** `https` and `http` unless told otherwise; `file` is for tests. */
  readonly allowedProtocols?: readonly Transport[];
  readonly limits?: CandidateLimits;
}

/** Git on the trusted side. Every `open` makes a fresh bare repository, which `close` removes. */
export function createTrustedGit(options: TrustedGitOptions): TrustedGit {
  return {
    async open(repository: RepositoryRef, base: FrozenBase): Promise<TrustedRepository> {
      const parent = options.stateDir ?? tmpdir();
      await mkdir(parent, { recursive: true });
      const home = await mkdtemp(join(parent, 'patchplane-git-'));
      const close = () => rm(home, { recursive: true, force: true });
      try {
        const fetched = await fetchBase(options, home, repository, base);
        return createTrustedRepository({
          git: fetched,
          base,
          home,
          limits: options.limits ?? defaultLimits,
          close,
        });
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

async function fetchBase(
  options: TrustedGitOptions,
  home: string,
  repository: RepositoryRef,
  base: FrozenBase,
): Promise<Git> {
  // An id that is not one could be read as an option by git.
  const commit = GitObjectId.parse(base.commit);
  const place = {
    gitDir: join(home, 'repository.git'),
    home,
    transports: options.allowedProtocols ?? (['https', 'http'] as const),
    path: options.path,
  };
  const git = createGit(options.gitBin ?? 'git', gitEnvironment(place));
  await requireVersion(git);
  const format = commit.length === 64 ? 'sha256' : 'sha1';
  await git.must({
    args: ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`],
  });

  const url = options.cloneUrl(repository.owner, repository.name);
  const fetched = await git.ask({
    args: [...fetchOnly, '--', url, commit],
    timeoutSeconds: 300,
    ...(options.token && {
      variables: gitEnvironment({ ...place, settings: [tokenSetting(url, options.token)] }),
    }),
  });
  if (fetched.exitCode !== 0) {
    const name = `${repository.owner}/${repository.name}`;
    throw fetchFailure(JSON.stringify(name), fetched.stderr, options.token);
  }
  await requireSame(git, base);
  return git;
}

const fetchOnly = [
  'fetch',
  '--quiet',
  '--depth=1',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
];

/** The forge's API named commit and tree; the objects themselves must say the same. */
async function requireSame(git: Git, base: FrozenBase): Promise<void> {
  const answer = await git.ask({
    args: ['rev-parse', '--verify', '--quiet', `${base.commit}^{tree}`],
  });
  if (answer.exitCode === 0 && answer.stdout.toString('latin1').trim() === base.tree) return;
  throw new Failure({
    code: 'tampered',
    tell: `The fetched commit ${base.commit} does not have the tree that the forge named for it.`,
  });
}
