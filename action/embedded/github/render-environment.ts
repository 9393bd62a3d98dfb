import type { EnvironmentRecord } from './actions-records.ts';
import type { Forge } from './forge.ts';
import { type Json, nodeId, renderUser } from './render-people.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';

/** `environment`, with `can_admins_bypass`, which GitHub sends and its description leaves out. */
export function renderEnvironment(forge: Forge, environment: EnvironmentRecord): Json {
  const { branches } = environment;
  return {
    ...renderEnvironmentLinks(forge, environment),
    can_admins_bypass: environment.adminsCanBypass,
    protection_rules: renderRules(forge, environment),
    deployment_branch_policy:
      branches === 'any'
        ? null
        : {
            protected_branches: branches === 'protected',
            custom_branch_policies: branches !== 'protected',
          },
  };
}

export function renderEnvironmentLinks(forge: Forge, environment: EnvironmentRecord): Json {
  const { id, name, createdAt, updatedAt } = environment;
  const path = encodeURIComponent(name);
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: `${repositoryUrl(forge)}/environments/${path}`,
    html_url: `${repositoryPage(forge)}/deployments/activity_log?environments_filter=${path}`,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function renderRules(forge: Forge, environment: EnvironmentRecord): Json[] {
  const { id, reviewers, preventSelfReview, waitMinutes, branches } = environment;
  const rule = (offset: number) => ({ id: id + offset, node_id: nodeId('GA', id + offset) });
  return [
    ...(waitMinutes > 0 ? [{ ...rule(1), type: 'wait_timer', wait_timer: waitMinutes }] : []),
    ...(reviewers.length > 0
      ? [
          {
            ...rule(2),
            type: 'required_reviewers',
            prevent_self_review: preventSelfReview,
            reviewers: reviewers.map((reviewer) => ({
              type: 'User',
              reviewer: renderUser(forge.addresses, reviewer),
            })),
          },
        ]
      : []),
    ...(branches === 'any' ? [] : [{ ...rule(3), type: 'branch_policy' }]),
  ];
}
