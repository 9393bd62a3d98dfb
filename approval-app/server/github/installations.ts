import { z } from 'zod';
import type { Installation } from '../server-ledger.ts';
import { type GitHubApi, GitHubRefusal } from './github-api.ts';

const InstallationAnswer = z.looseObject({
  account: z.looseObject({ login: z.string(), id: z.number().int(), type: z.string() }),
  suspended_at: z.string().nullable().optional(),
});
const App = z.looseObject({ html_url: z.url({ protocol: /^https?$/ }) });
const Account = z.looseObject({ login: z.string() });
const OrgMembership = z.looseObject({ state: z.string(), role: z.string() });
const Repositories = z.looseObject({
  repositories: z.array(
    z.looseObject({
      id: z.number().int(),
      full_name: z.string(),
      private: z.boolean(),
      default_branch: z.string(),
    }),
  ),
});
const perPage = 100;
const mostPages = 10;

/** Installations of the App, by GitHub's word and not by what a browser says of them. */
export function createInstallations(api: GitHubApi) {
  const about = async (installationId: string) =>
    InstallationAnswer.parse(
      await api.ask(`/app/installations/${installationId}`, await api.appToken()),
    );
  return {
    /** GitHub's page where the App is installed; it hands `state` back to `/github/setup`. */
    beginUrl: async (state: string): Promise<string> => {
      const { html_url } = App.parse(await api.ask('/app', await api.appToken()));
      return `${html_url}/installations/new?state=${encodeURIComponent(state)}`;
    },
    /** Undefined where there is none, any more. */
    read: async (installationId: string): Promise<Installation | undefined> => {
      try {
        const { account, suspended_at } = await about(installationId);
        const known = {
          installationId,
          accountExternalId: String(account.id),
          accountLogin: account.login,
        };
        if (typeof suspended_at === 'string')
          return { ...known, status: 'suspended', repositories: [] };
        const token = await api.installationToken(installationId, { metadata: 'read' });
        return { ...known, status: 'active', repositories: await reached(api, token) };
      } catch (error) {
        if (error instanceof GitHubRefusal && error.status === 404) return undefined;
        throw error;
      }
    },
    /** Whether a GitHub account is the one that it is installed on, or owns that organisation. */
    governs: async (accountId: string, installationId: string): Promise<boolean> => {
      const { account } = await about(installationId);
      if (String(account.id) === accountId) return true;
      if (account.type !== 'Organization') return false;
      try {
        const token = await api.installationToken(installationId, { members: 'read' });
        const { login } = Account.parse(await api.ask(`/user/${accountId}`, token));
        const [org, user] = [account.login, login].map(encodeURIComponent);
        const { state, role } = OrgMembership.parse(
          await api.ask(`/orgs/${org}/memberships/${user}`, token),
        );
        return state === 'active' && role === 'admin';
      } catch (error) {
        if (error instanceof GitHubRefusal && error.status !== 0) return false;
        throw error;
      }
    },
  };
}
export type Installations = ReturnType<typeof createInstallations>;

async function reached(api: GitHubApi, token: string): Promise<Installation['repositories']> {
  const found: Installation['repositories'][number][] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { repositories } = Repositories.parse(
      await api.ask(`/installation/repositories?per_page=${perPage}&page=${page}`, token),
    );
    for (const { id, full_name, private: isPrivate, default_branch } of repositories)
      found.push({
        externalId: String(id),
        fullName: full_name,
        private: isPrivate,
        defaultBranch: default_branch,
      });
    if (repositories.length < perPage) break;
  }
  return found;
}
