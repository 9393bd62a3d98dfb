import { z } from 'zod';
import { type GitHubApi, GitHubRefusal, type RepositoryPlace } from './github-api.ts';

const Account = z.looseObject({ login: z.string() });
const TeamMembership = z.looseObject({ state: z.string() });

/**
 * Which of the names out of CODEOWNERS stand for a GitHub account: its login, and the teams that it
 * is an active member of. A team that may not be asked about is none that it is in. Throws where GitHub
 * does not answer: an outage makes nobody leave.
 */
export async function handlesOf(
  api: GitHubApi,
  repository: RepositoryPlace,
  accountId: string,
  owners: readonly string[],
): Promise<string[]> {
  const token = await api.repositoryToken(repository, { metadata: 'read' });
  const { login } = Account.parse(await api.ask(`/user/${accountId}`, token));
  const handles = [`@${login}`];
  for (const owner of new Set(owners)) {
    const [, org, team] = /^@([\w.-]+)\/([\w.-]+)$/.exec(owner) ?? [];
    if (!org || !team) continue;
    if (await isMember(api, repository, `/orgs/${org}/teams/${team}/memberships/${login}`))
      handles.push(owner);
  }
  return handles;
}

async function isMember(
  api: GitHubApi,
  repository: RepositoryPlace,
  path: string,
): Promise<boolean> {
  try {
    const token = await api.repositoryToken(repository, { members: 'read' });
    return TeamMembership.parse(await api.ask(path, token)).state === 'active';
  } catch (error) {
    if (error instanceof GitHubRefusal && isAnswer(error)) return false;
    throw error;
  }
}

function isAnswer({ status }: GitHubRefusal): boolean {
  return status !== 0 && status !== 429 && status < 500;
}
