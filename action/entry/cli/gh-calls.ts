export interface GitHubSetUp {
  readonly repository: string;
  readonly environment: string;
  /** Number of the App that makes our check. */
  readonly appId: number;
}

/** Calls that a person can paste into a shell. Whatever comes from a name is quoted for it. */
export function protectEnvironment(setUp: GitHubSetUp, branch: string): string {
  const body = {
    reviewers: [{ type: 'User', id: 0 }],
    prevent_self_review: true,
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    can_admins_bypass: false,
  };
  return [
    '# put a reviewer in place of 0: gh api users/LOGIN --jq .id',
    call('PUT', environmentPath(setUp), body),
    allowBranch(setUp, branch),
  ].join('\n');
}

export function allowBranch(setUp: GitHubSetUp, branch: string): string {
  const path = `${environmentPath(setUp)}/deployment-branch-policies`;
  return [
    `# remove every other entry: gh api ${quoted(path)}`,
    call('POST', path, { name: branch, type: 'branch' }),
  ].join('\n');
}

export function requireCheck({ repository, appId }: GitHubSetUp, context: string): string {
  return call('POST', `repos/${repository}/rulesets`, {
    name: context,
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      {
        type: 'required_status_checks',
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: [{ context, integration_id: appId }],
        },
      },
    ],
  });
}

function call(method: string, path: string, body: object): string {
  return `gh api -X ${method} ${quoted(path)} --input - <<< ${quoted(JSON.stringify(body))}`;
}

function environmentPath({ repository, environment }: GitHubSetUp): string {
  return `repos/${repository}/environments/${encodeURIComponent(environment)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
