import type { Hono } from 'hono';
import { requires } from './access.ts';
import type { EnvironmentRecord } from './actions-records.ts';
import { type Forge, sameName } from './forge.ts';
import { renderEnvironment } from './render-environment.ts';
import { nodeId } from './render-people.ts';
import { notFound, page, type RouteVariables } from './reply.ts';

/** Environments, who has to approve and which branches may deploy to them. */
export function addEnvironmentRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const environments = '/repos/:owner/:repo/environments';
  app.get(environments, requires('read', 'actions'), (context) => {
    const { environments } = forge.store.state;
    return context.json({
      total_count: environments.length,
      environments: page(context, environments).map((found) => renderEnvironment(forge, found)),
    });
  });
  app.get(`${environments}/:name`, requires('read', 'actions'), (context) =>
    context.json(renderEnvironment(forge, findEnvironment(forge, context.req.param('name')))),
  );
  app.get(
    `${environments}/:name/deployment-branch-policies`,
    requires('read', 'actions'),
    (context) => {
      const { id, branches } = findEnvironment(forge, context.req.param('name'));
      const patterns = typeof branches === 'string' ? [] : branches;
      return context.json({
        total_count: patterns.length,
        branch_policies: page(context, patterns).map((name, at) => ({
          id: id + 10 + at,
          node_id: nodeId('DBP', id + 10 + at),
          name,
          type: 'branch',
        })),
      });
    },
  );
}

function findEnvironment(forge: Forge, wanted: string): EnvironmentRecord {
  const found = forge.store.state.environments.find(({ name }) => sameName(name, wanted));
  if (!found) throw notFound();
  return found;
}
