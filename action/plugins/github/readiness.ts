import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { createClient, type Endpoint, type GitHubClient, type GitHubOptions } from './client.ts';
import {
  BranchAnswer,
  BranchPoliciesAnswer,
  EnvironmentAnswer,
  RepositorySetUp,
  RulesAnswer,
  SecretsAnswer,
} from './readiness-answers.ts';

/** An environment's protection as far as the token can see it; undefined is not seen. */
export interface EnvironmentProtection {
  readonly reviewers: number;
  /** `any`, `protected`, or the patterns of names. */
  readonly branches: 'any' | 'protected' | readonly string[];
  readonly adminsCanBypass: boolean | undefined;
}

export interface RequiredCheck {
  readonly context: string;
  /** Number of the App that must have made it; undefined: anybody may. */
  readonly appId: number | undefined;
}

/**
 * How a repository is set up, for `doctor`: reads only, each one asked once. Throws `Failure`
 * where GitHub does not answer; what the token may not see is undefined where that is said.
 */
export interface GitHubReadiness {
  readDefaultBranch(): Promise<string>;
  /** The permissions that both jobs read with, each with why it does not work. */
  probeReads(branch: string): Promise<readonly { permission: string; problem?: string }[]>;
  /** Undefined where there is no such environment. */
  readEnvironment(name: string): Promise<EnvironmentProtection | undefined>;
  /** Names of the secrets that every workflow of the repository gets; undefined: not seen. */
  listRepositorySecrets(): Promise<readonly string[] | undefined>;
  /** By rulesets and by classic protection. */
  listRequiredChecks(branch: string): Promise<readonly RequiredCheck[]>;
}

const repository = 'GET /repos/{owner}/{repo}';
const asking = {
  repository: { route: repository, doing: 'read the repository', needs: 'metadata: read' },
  branch: {
    route: `${repository}/branches/{branch}`,
    doing: 'read the default branch',
    needs: 'contents: read',
  },
  rules: {
    route: `${repository}/rules/branches/{branch}`,
    doing: 'list the rules of the default branch',
    needs: 'metadata: read',
  },
  environment: {
    route: `${repository}/environments/{environment_name}`,
    doing: 'read the environment',
    needs: 'actions: read',
  },
  branchPolicies: {
    route: `${repository}/environments/{environment_name}/deployment-branch-policies`,
    doing: 'list the branches of the environment',
    needs: 'actions: read',
  },
  secrets: {
    route: `${repository}/actions/secrets`,
    doing: 'list the names of the secrets',
    needs: 'secrets: read',
  },
} as const satisfies Readonly<Record<string, Endpoint>>;

export function createGitHubReadiness(
  options: GitHubOptions,
  { owner, name }: { readonly owner: string; readonly name: string },
): GitHubReadiness {
  // A person waits for this, and can ask again.
  const client = createClient({ timeoutMs: 5_000, sleep: async () => undefined, ...options });
  const at = { owner, repo: name };
  return {
    readDefaultBranch: async () =>
      (await client.call(asking.repository, at, RepositorySetUp)).default_branch,
    probeReads: (branch) => probeReads(client, at, branch),
    readEnvironment: (environment) =>
      unlessMissing(() => readEnvironment(client, { ...at, environment_name: environment })),
    listRepositorySecrets: async () => {
      const seen = await unlessForbidden(() =>
        client.call(asking.secrets, { ...at, per_page: 100 }, SecretsAnswer),
      );
      return seen?.secrets.map((secret) => secret.name);
    },
    listRequiredChecks: (branch) => listRequiredChecks(client, { ...at, branch }),
  };
}

type Named = Readonly<Record<string, string>>;

async function readEnvironment(client: GitHubClient, at: Named): Promise<EnvironmentProtection> {
  const found = await client.call(asking.environment, at, EnvironmentAnswer);
  const reviewing = found.protection_rules?.find(({ type }) => type === 'required_reviewers');
  return {
    reviewers: reviewing?.reviewers?.length ?? 0,
    branches: await branchesOf(client, at, found),
    adminsCanBypass: found.can_admins_bypass,
  };
}

async function branchesOf(
  client: GitHubClient,
  at: Named,
  { deployment_branch_policy: policy }: EnvironmentAnswer,
): Promise<EnvironmentProtection['branches']> {
  if (!policy) return 'any';
  if (!policy.custom_branch_policies) return policy.protected_branches ? 'protected' : 'any';
  const { branch_policies: patterns } = await client.call(
    asking.branchPolicies,
    { ...at, per_page: 100 },
    BranchPoliciesAnswer,
  );
  // A tag is not a branch: anybody who can push may make one.
  return patterns.map(({ name, type }) => (type === 'tag' ? `tag ${name}` : name));
}

async function listRequiredChecks(
  client: GitHubClient,
  at: Named,
): Promise<readonly RequiredCheck[]> {
  const [rules, branch] = await Promise.all([
    client.call(asking.rules, { ...at, per_page: 100 }, RulesAnswer),
    client.call(asking.branch, at, BranchAnswer),
  ]);
  const ruled = rules
    .filter(({ type }) => type === 'required_status_checks')
    .flatMap(({ parameters }) => parameters?.required_status_checks ?? [])
    .map(({ context, integration_id: id }) => ({ context, appId: id ?? undefined }));
  const classic = branch.protection?.required_status_checks?.checks ?? [];
  return [
    ...ruled,
    // Classic protection writes -1 for "whoever".
    ...classic.map(({ context, app_id: id }) => ({
      context,
      appId: id && id > 0 ? id : undefined,
    })),
  ];
}

/** A read for each permission that both jobs need at least to read; writing is not tried. */
const probes = [
  { permission: 'contents: read', route: `${repository}/branches/{branch}` },
  { permission: 'issues: read', route: `${repository}/issues` },
  { permission: 'pull-requests: read', route: `${repository}/pulls` },
  { permission: 'checks: read', route: `${repository}/commits/{ref}/check-runs` },
] as const;

async function probeReads(client: GitHubClient, at: Named, branch: string) {
  const one = async ({ permission, route }: (typeof probes)[number]) => {
    const endpoint = { route, doing: `read with ${permission}`, needs: permission };
    try {
      await client.call(endpoint, { ...at, branch, ref: branch, per_page: 1 }, z.unknown());
      return { permission };
    } catch (error) {
      if (error instanceof Failure) return { permission, problem: error.tell };
      throw error;
    }
  };
  return Promise.all(probes.map(one));
}

function unlessMissing<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  return unless(['not-found'], ask);
}

function unlessForbidden<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  return unless(['auth', 'not-found'], ask);
}

async function unless<Answer>(
  codes: readonly Failure['code'][],
  ask: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure && codes.includes(error.code)) return undefined;
    throw error;
  }
}
