import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { fetchFailure } from './fetch-failure.ts';
import type { Git } from './git.ts';
import { gitEnvironment, type Transport, tokenSetting } from './git-environment.ts';

/** Brings what one refspec names, without history; throws `Failure` when it did not come. */
export type Fetch = (refspec: string) => Promise<void>;

export interface Remote {
  readonly repository: RepositoryRef;
  readonly url: string;
  readonly token: string | undefined;
}

export interface FetchPlace {
  readonly gitDir: string;
  readonly home: string;
  readonly transports: readonly Transport[];
  readonly path: string | undefined;
}

/** The only calls that talk to the forge, and the only ones that have the token. */
export function createFetch(git: Git, place: FetchPlace, remote: Remote): Fetch {
  const { url, token, repository } = remote;
  return async (refspec) => {
    const fetched = await git.ask({
      args: [...fetchOnly, '--', url, refspec],
      timeoutSeconds: 300,
      ...(token && {
        variables: gitEnvironment({ ...place, settings: [tokenSetting(url, token)] }),
      }),
    });
    if (fetched.exitCode === 0) return;
    const name = `${repository.owner}/${repository.name}`;
    throw fetchFailure(JSON.stringify(name), fetched.stderr, token);
  };
}

const fetchOnly = [
  'fetch',
  '--quiet',
  '--depth=1',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
];
