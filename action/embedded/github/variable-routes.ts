import type { Hono } from 'hono';
import { requires } from './access.ts';
import type { VariableRecord } from './actions-records.ts';
import { type Forge, sameName } from './forge.ts';
import type { Json } from './render-people.ts';
import { notFound, page, type RouteVariables } from './reply.ts';

/**
 * Variables of the repository and of its organisation. `GITHUB_TOKEN` can not read them: no
 * `permissions:` of a workflow grants it, only an App or a person's token has it.
 */
export function addVariableRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const actions = '/repos/:owner/:repo/actions';
  const mayRead = requires('read', 'actions_variables');
  app.get(`${actions}/variables`, mayRead, (context) => {
    const found = ofScope(forge, 'repository');
    return context.json({
      total_count: found.length,
      variables: page(context, found).map(renderVariable),
    });
  });
  app.get(`${actions}/variables/:name`, mayRead, (context) =>
    context.json(renderVariable(find(forge, 'repository', context.req.param('name')))),
  );
  app.get(`${actions}/organization-variables`, mayRead, (context) => {
    const found = ofScope(forge, 'organization');
    return context.json({
      total_count: found.length,
      variables: page(context, found).map(renderVariable),
    });
  });
  app.get(
    '/orgs/:org/actions/variables/:name',
    requires('read', 'organization_actions_variables'),
    (context) => {
      if (!sameName(context.req.param('org'), forge.repository.owner)) throw notFound();
      const variable = find(forge, 'organization', context.req.param('name'));
      return context.json({ ...renderVariable(variable), visibility: 'all' });
    },
  );
}

function ofScope(forge: Forge, scope: VariableRecord['scope']): readonly VariableRecord[] {
  return forge.store.state.variables.filter((variable) => variable.scope === scope);
}

function find(forge: Forge, scope: VariableRecord['scope'], wanted: string): VariableRecord {
  const found = ofScope(forge, scope).find(({ name }) => sameName(name, wanted));
  if (!found) throw notFound();
  return found;
}

function renderVariable({ name, value, createdAt, updatedAt }: VariableRecord): Json {
  return { name, value, created_at: createdAt, updated_at: updatedAt };
}
