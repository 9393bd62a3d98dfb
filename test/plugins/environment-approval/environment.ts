import { Failure } from '../../../action/domain/failure.ts';
import type { RepositoryPermission } from '../../../action/domain/permission.ts';
import type { EnvironmentApprovalOptions } from '../../../action/plugins/environment-approval/create-environment-approval.ts';
import { createEnvironmentApproval } from '../../../action/plugins/environment-approval/create-environment-approval.ts';
import { sampleSubject } from '../../domain/samples.ts';

export const repository = { externalId: '42', owner: 'acme', name: 'api' };

/** A repository's environment as GitHub tells of it. */
export interface Setting {
  readonly environment?: object | undefined;
  readonly policies?: readonly { name: string; type?: string }[];
  readonly defaultIsProtected?: boolean;
  readonly approvals?: readonly object[];
  readonly permissions?: Readonly<Record<string, RepositoryPermission>>;
  readonly options?: Partial<EnvironmentApprovalOptions>;
}

const reviewed = {
  type: 'required_reviewers',
  prevent_self_review: false,
  reviewers: [{ type: 'User', reviewer: { id: 7, login: 'rae' } }],
};
export const protectedEnvironment = {
  id: 900,
  name: 'publish',
  protection_rules: [reviewed, { type: 'branch_policy' }],
  deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
};

export function approval(id: number, login: string, more: object = {}) {
  const environments = [{ id: 900, name: 'publish' }];
  return {
    state: 'approved',
    comment: 'fine',
    environments,
    user: { id, login, type: 'User' },
    ...more,
  };
}

export async function decisionWith(setting: Setting) {
  const {
    policies = [{ name: 'main', type: 'branch' }],
    approvals = [approval(7, 'rae')],
    permissions = { rae: 'write', requester: 'write' },
    defaultIsProtected = false,
    options = {},
  } = setting;
  const environment = 'environment' in setting ? setting.environment : protectedEnvironment;
  const answerTo = (route: string): unknown => {
    if (route.endsWith('/deployment-branch-policies'))
      return { total_count: policies.length, branch_policies: policies };
    if (route.endsWith('/approvals')) return approvals;
    if (route.endsWith('/branches/{branch}'))
      return { name: 'main', protected: defaultIsProtected };
    if (environment) return environment;
    throw new Failure({ code: 'not-found', tell: 'Not Found' });
  };
  const source = createEnvironmentApproval({
    github: { call: async ({ route }, _, answer) => answer.parse(answerTo(route)) },
    reader: {
      verifyRepositoryAccess: async () => ({
        id: 'github:42',
        workspaceId: 'github:7',
        repositoryExternalId: '42',
        ...{ owner: 'acme', name: 'api', fullName: 'acme/api', defaultBranch: 'main' },
        ...{ private: true, selected: true, status: 'active' },
      }),
      readActorPermission: async (_, __, login) => permissions[login] ?? 'none',
    },
    repository,
    environment: 'publish',
    workflowRunId: '1001',
    requesterMayApprove: false,
    now: () => 5_000,
    ...options,
  });
  return await source.readDecision(sampleSubject, {
    ...{ requesterIds: ['github:99'], required: 1 },
  });
}
