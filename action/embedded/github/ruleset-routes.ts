import type { Hono } from 'hono';
import { requires } from './access.ts';
import type { RulesetRecord } from './actions-records.ts';
import type { Forge } from './forge.ts';
import { type Json, nodeId } from './render-people.ts';
import { repositoryPage, repositoryUrl } from './render-repository.ts';
import { notFound, page, type RouteVariables } from './reply.ts';

/** Rulesets that require checks, and the rules that hold for one branch. */
export function addRulesetRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const rulesets = '/repos/:owner/:repo/rulesets';
  const { state } = forge.store;
  app.get(rulesets, requires('read', 'metadata'), (context) =>
    context.json(page(context, state.rulesets).map((ruleset) => renderRuleset(forge, ruleset))),
  );
  app.get(`${rulesets}/:id`, requires('read', 'metadata'), (context) => {
    const found = state.rulesets.find(({ id }) => String(id) === context.req.param('id'));
    if (!found) throw notFound();
    return context.json({
      ...renderRuleset(forge, found),
      conditions: {
        ref_name: { include: found.branches.map((name) => `refs/heads/${name}`), exclude: [] },
      },
      rules: renderRules(found),
    });
  });
  app.get(
    '/repos/:owner/:repo/rules/branches/:branch{.+}',
    requires('read', 'metadata'),
    (context) => {
      const rules = activeRulesets(forge, context.req.param('branch')).flatMap((ruleset) =>
        renderRules(ruleset).map((rule) => ({
          ...rule,
          ruleset_source_type: 'Repository',
          ruleset_source: fullName(forge),
          ruleset_id: ruleset.id,
        })),
      );
      return context.json(page(context, rules));
    },
  );
}

export function activeRulesets(forge: Forge, branch: string): readonly RulesetRecord[] {
  return forge.store.state.rulesets.filter(
    ({ enforcement, branches }) => enforcement === 'active' && branches.includes(branch),
  );
}

function renderRules({ requiredChecks }: RulesetRecord): Json[] {
  return [
    {
      type: 'required_status_checks',
      parameters: {
        strict_required_status_checks_policy: false,
        do_not_enforce_on_create: false,
        required_status_checks: requiredChecks.map(({ context, appId }) =>
          appId === undefined ? { context } : { context, integration_id: appId },
        ),
      },
    },
  ];
}

/** `repository-ruleset`, as lists have it. */
function renderRuleset(forge: Forge, ruleset: RulesetRecord): Json {
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: 'branch',
    source_type: 'Repository',
    source: fullName(forge),
    enforcement: ruleset.enforcement,
    node_id: nodeId('RRS', ruleset.id),
    _links: {
      self: { href: `${repositoryUrl(forge)}/rulesets/${ruleset.id}` },
      html: { href: `${repositoryPage(forge)}/rules/${ruleset.id}` },
    },
    created_at: ruleset.createdAt,
    updated_at: ruleset.updatedAt,
  };
}

function fullName({ repository }: Forge): string {
  return `${repository.owner}/${repository.name}`;
}
