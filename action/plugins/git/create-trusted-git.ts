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
import { createBlobReader } from './blob-reader.ts';
import { createFetch, type Fetch } from './fetcher.ts';
import { createGit, type Git, requireVersion } from './git.ts';
import { gitEnvironment, type Transport } from './git-environment.ts';
import { type CandidateLimits, defaultLimits } from './limits.ts';
import { createTrustedRepository } from './trusted-repository.ts';

export interface TrustedGitOptions {
  /** Where a repository is cloned from. */
  readonly cloneUrl: (owner: string, name: string) => string;
  /** Reads the repository; goes into the environment of the fetches and nowhere else. */
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
    async open(repository, wanted): Promise<TrustedRepository> {
      const parent = options.stateDir ?? tmpdir();
      await mkdir(parent, { recursive: true });
      const home = await mkdtemp(join(parent, 'patchplane-git-'));
      const close = () => rm(home, { recursive: true, force: true });
      try {
        const { git, fetch, environment, gitBin } = await initialise(
          options,
          home,
          repository,
          wanted.commit,
        );
        await fetch(GitObjectId.parse(wanted.commit));
        const base = await requireSame(git, wanted);
        const limits = options.limits ?? defaultLimits;
        const blobs = createBlobReader({ gitBin, environment, maxBytes: limits.contentBytes });
        return createTrustedRepository({
          ...{ git, fetch, blobs, base, home, limits },
          async close() {
            blobs.close();
            await close();
          },
        });
      } catch (error) {
        await close();
        throw error;
      }
    },
  };
}

async function initialise(
  options: TrustedGitOptions,
  home: string,
  repository: RepositoryRef,
  base: string,
): Promise<{
  git: Git;
  fetch: Fetch;
  gitBin: string;
  environment: Readonly<Record<string, string>>;
}> {
  // An id that is not one could be read as an option by git.
  const commit = GitObjectId.parse(base);
  const place = {
    gitDir: join(home, 'repository.git'),
    home,
    transports: options.allowedProtocols ?? (['https', 'http'] as const),
    path: options.path,
  };
  const gitBin = options.gitBin ?? 'git';
  const environment = gitEnvironment(place);
  const git = createGit(gitBin, environment);
  await requireVersion(git);
  const format = commit.length === 64 ? 'sha256' : 'sha1';
  await git.must({
    args: ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`],
  });
  const url = options.cloneUrl(repository.owner, repository.name);
  const fetch = createFetch(git, place, { repository, url, token: options.token });
  return { git, fetch, gitBin, environment };
}

/** The forge's API named the commit, and usually its tree; the objects must say the same. */
async function requireSame(
  git: Git,
  { commit, tree, ref }: Parameters<TrustedGit['open']>[1],
): Promise<FrozenBase> {
  const answer = await git.ask({
    args: ['rev-parse', '--verify', '--quiet', `${commit}^{tree}`],
  });
  const found = GitObjectId.safeParse(answer.stdout.toString('latin1').trim());
  if (answer.exitCode === 0 && found.success && found.data === (tree ?? found.data))
    return { commit, tree: found.data, ref };
  throw new Failure({
    code: 'tampered',
    tell: `The fetched commit ${commit} does not have the tree that the forge named for it.`,
  });
}
