import { Hono } from 'hono';
import { authenticate, ownRepositoryOnly } from './access.ts';
import { addCheckRoutes } from './check-routes.ts';
import { addCommentRoutes } from './comment-routes.ts';
import type { ExchangeLog } from './exchanges.ts';
import type { Forge } from './forge.ts';
import { vendorHeaders } from './headers.ts';
import { addIssueRoutes } from './issue-routes.ts';
import { addObjectRoutes } from './object-routes.ts';
import { addPeopleRoutes } from './people-routes.ts';
import { addPullRoutes } from './pull-routes.ts';
import { addRefRoutes } from './ref-routes.ts';
import { ApiError, notFound, type RouteVariables } from './reply.ts';
import { addRepositoryRoutes } from './repository-routes.ts';
import { addWorkflowRoutes } from './workflow-routes.ts';

/** Where GitHub Enterprise Server has its API, so that web pages and API can share one port. */
export const apiRoot = '/api/v3';

/** The REST API: the endpoints that PatchPlane uses, answered as GitHub answers them. */
export function createApi(forge: Forge, log: ExchangeLog): Hono<RouteVariables> {
  const api = new Hono<RouteVariables>().basePath(apiRoot);
  api.use(log.record(apiRoot), vendorHeaders(), authenticate(forge));
  api.use('/repos/:owner/:repo/*', ownRepositoryOnly(forge));
  // The path of a check's commit may hold slashes; it has to be seen before plain commits.
  addCheckRoutes(api, forge);
  addRepositoryRoutes(api, forge);
  addRefRoutes(api, forge);
  addObjectRoutes(api, forge);
  addCommentRoutes(api, forge);
  addIssueRoutes(api, forge);
  addPullRoutes(api, forge);
  addPeopleRoutes(api, forge);
  addWorkflowRoutes(api, forge);
  api.notFound((context) => context.json(notFound().body(), 404));
  api.onError((error, context) => {
    if (error instanceof ApiError) return context.json(error.body(), error.status);
    return context.json({ message: 'Server Error', detail: error.message }, 500);
  });
  return api;
}
