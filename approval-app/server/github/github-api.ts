import { z } from 'zod';
import { boundedFetch } from '../bounded-fetch.ts';

export interface GitHubAppOptions {
  /** `https://api.github.com`, or a stand-in. */
  readonly apiUrl: string;
  readonly appId: string;
  /** PEM, as GitHub hands it out; newlines may be written as `\n`. */
  readonly privateKey: string;
}

type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** An answer of GitHub that is no success; `status` 0: none at all. The message holds no token. */
export class GitHubRefusal extends Error {
  readonly status: number;

  constructor(status: number, because: string) {
    super(because);
    this.status = status;
  }
}

const Installation = z.looseObject({ id: z.number().int() });
const Granted = z.looseObject({ token: z.string().min(1) });

/**
 * GitHub as the App. Its key never leaves this server; every token is made for one purpose, with no
 * more than the permissions that this needs, and where possible for one repository.
 */
export function createGitHubApi(options: GitHubAppOptions) {
  const api = options.apiUrl.replace(/\/$/, '');
  const ask = async (path: string, token: string, body?: unknown): Promise<unknown> => {
    const answer = await boundedFetch(`${api}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'error',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'patchplane-approval-app',
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new GitHubRefusal(0, 'GitHub can not be reached');
    });
    if (!answer.ok) throw new GitHubRefusal(answer.status, `GitHub answered HTTP ${answer.status}`);
    return answer.status === 204 ? undefined : await answer.json();
  };
  const appToken = async (): Promise<string> => {
    const { createAppAuth } = await import('@octokit/auth-app');
    const privateKey = options.privateKey.replaceAll('\\n', '\n');
    return (await createAppAuth({ appId: options.appId, privateKey })({ type: 'app' })).token;
  };
  const tokenOf = async (installationId: number | string, wanted: object): Promise<string> =>
    Granted.parse(
      await ask(`/app/installations/${installationId}/access_tokens`, await appToken(), wanted),
    ).token;
  return {
    ask,
    appToken,
    /** For everything that an installation reaches. */
    installationToken: async (installationId: string, permissions: Permissions) =>
      await tokenOf(installationId, { permissions }),
    /** For one repository by its number, whatever it is called now. */
    repositoryToken: async (repository: RepositoryPlace, permissions: Permissions) => {
      const { id } = Installation.parse(
        await ask(`${placeOf(repository)}/installation`, await appToken()),
      );
      const repository_ids = [Number(repository.repositoryId.replace(/^github:/, ''))];
      return await tokenOf(id, { repository_ids, permissions });
    },
  };
}
export type GitHubApi = ReturnType<typeof createGitHubApi>;

export interface RepositoryPlace {
  /** `github:<numeric id>`. */
  readonly repositoryId: string;
  readonly owner: string;
  readonly repo: string;
}

export function placeOf({ owner, repo }: Pick<RepositoryPlace, 'owner' | 'repo'>): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
}
