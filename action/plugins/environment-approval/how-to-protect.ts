import type { Place } from './protection.ts';

/** What to do, to the click and to the command: nobody should have to look it up. */
export function howToProtect({ repository, environment, defaultBranch }: Place): string {
  const { owner, name } = repository;
  const api = `repos/${owner}/${name}/environments/${encodeURIComponent(environment)}`;
  const reviewers = `-F 'reviewers[][type]=User' -F 'reviewers[][id]=<id of a reviewer>'`;
  const policy = `-F 'deployment_branch_policy[protected_branches]=false' -F 'deployment_branch_policy[custom_branch_policies]=true'`;
  return [
    `Settings > Environments > ${environment}: add required reviewers, and under "Deployment branches and tags" choose selected branches with ${defaultBranch} alone.`,
    `Or: gh api --method PUT ${api} ${reviewers} ${policy}`,
    `&& gh api --method POST ${api}/deployment-branch-policies -f name=${defaultBranch}`,
  ].join(' ');
}
