import { z } from 'zod';
import type { AskGitHub } from '../../core/services/ask-github.ts';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';

const Environment = z.object({
  id: z.int().positive(),
  name: z.string(),
  protection_rules: z
    .array(z.looseObject({ type: z.string(), reviewers: z.array(z.unknown()).nullish() }))
    .default([]),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullable(),
});
const Policies = z.object({
  total_count: z.int().nonnegative(),
  branch_policies: z.array(z.object({ name: z.string(), type: z.string().default('branch') })),
});
const Branch = z.object({ name: z.string(), protected: z.boolean() });

const needs = 'actions: read';
const readEnvironment = {
  route: 'GET /repos/{owner}/{repo}/environments/{environment_name}',
  doing: 'read the environment',
  needs,
} as const;
const readPolicies = {
  route: 'GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies',
  doing: 'read which branches may use the environment',
  needs,
} as const;
const readBranch = {
  route: 'GET /repos/{owner}/{repo}/branches/{branch}',
  doing: 'read the default branch',
  needs: 'contents: read',
} as const;

export interface Place {
  readonly repository: RepositoryRef;
  readonly environment: string;
  readonly defaultBranch: string;
}

export type Protection =
  | { readonly kind: 'protected'; readonly environmentId: number }
  | { readonly kind: 'open'; readonly because: string };

/**
 * Whether approving this environment means anything. GitHub makes an environment without any
 * protection the first time that a workflow names it, so that it exists says nothing.
 */
export async function readProtection(github: AskGitHub, place: Place): Promise<Protection> {
  const { repository, environment } = place;
  const named = { owner: repository.owner, repo: repository.name, environment_name: environment };
  const found = await orMissing(() => github.call(readEnvironment, named, Environment));
  if (!found) return open('it does not exist');
  const reviewed = found.protection_rules.some(
    ({ type, reviewers }) => type === 'required_reviewers' && (reviewers?.length ?? 0) > 0,
  );
  if (!reviewed) return open('it has no required reviewers');
  const branches = found.deployment_branch_policy;
  if (!branches) return open('every branch may use it');
  const because = branches.custom_branch_policies
    ? await customPolicies(github, place)
    : await protectedBranches(github, place);
  return because ? open(because) : { kind: 'protected', environmentId: found.id };
}

async function customPolicies(
  github: AskGitHub,
  { repository, environment, defaultBranch }: Place,
): Promise<string | undefined> {
  const named = { owner: repository.owner, repo: repository.name, environment_name: environment };
  const { branch_policies: policies, total_count: count } = await github.call(
    readPolicies,
    { ...named, per_page: 100 },
    Policies,
  );
  const [only] = policies;
  const fits = count === 1 && only?.type === 'branch' && only.name === defaultBranch;
  return fits ? undefined : 'other branches or tags than the default branch may use it';
}

/** Where no branch is protected, GitHub takes "protected branches only" for "every branch". */
async function protectedBranches(
  github: AskGitHub,
  { repository, defaultBranch }: Place,
): Promise<string | undefined> {
  const named = { owner: repository.owner, repo: repository.name, branch: defaultBranch };
  const branch = await github.call(readBranch, named, Branch);
  return branch.name === defaultBranch && branch.protected
    ? undefined
    : 'it is for protected branches, and the default branch is not one';
}

function open(because: string): Protection {
  return { kind: 'open', because };
}

async function orMissing<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return undefined;
    throw error;
  }
}
