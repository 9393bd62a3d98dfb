import { readinessParts } from '../../action/domain/readiness.ts';
import type { AppAnswers } from '../../action/entry/cli/app-readiness.ts';
import type { Instruments } from '../../action/entry/cli/doctor-command.ts';
import type {
  EnvironmentProtection,
  GitHubReadiness,
} from '../../action/plugins/github/readiness.ts';
import type { GitLabReadiness } from '../../action/plugins/gitlab/readiness.ts';

export const protectedWell: EnvironmentProtection = {
  reviewers: 1,
  branches: ['main'],
  adminsCanBypass: false,
};

/** A repository that is set up as it should be, but for what a test says. */
export function readiness(different: Partial<GitHubReadiness> = {}): GitHubReadiness {
  return {
    readDefaultBranch: async () => 'main',
    probeReads: async () => [{ permission: 'contents: read' }],
    readEnvironment: async () => protectedWell,
    listRepositorySecrets: async () => ['ANTHROPIC_API_KEY'],
    listRequiredChecks: async () => [{ context: 'PatchPlane', appId: 15_368 }],
    ...different,
  };
}

export function gitLabReadiness(different: Partial<GitLabReadiness> = {}): GitLabReadiness {
  return {
    readUserName: async () => 'project_5_bot',
    readScopes: async () => ['api'],
    readMergeRequests: async () => undefined,
    ...different,
  };
}

/** An approval app that is deployed as docs/deploy.md says, but for what a test says. */
export function appAnswers(url: string, different: Partial<AppAnswers> = {}): AppAnswers {
  return {
    readiness: {
      status: 'ready',
      parts: Object.fromEntries(readinessParts.map((part) => [part, 'ok'])),
      signingKeys: ['a'.repeat(64)],
    },
    login: `https://api.workos.test/user_management/authorize?redirect_uri=${encodeURIComponent(new URL('/callback', url).href)}`,
    loginTaken: true,
    ...different,
  };
}

/** A machine on which everything is there. */
export function instruments(different: Partial<Instruments> = {}): Instruments {
  return {
    probe: (program) => `${program} is there`,
    reach: async () => undefined,
    app: async (url) => appAnswers(url),
    ledger: async () => null,
    github: async () => readiness(),
    gitlab: async () => gitLabReadiness(),
    platform: 'linux',
    nodeVersion: '24.1.0',
    now: () => 0,
    ...different,
  };
}
