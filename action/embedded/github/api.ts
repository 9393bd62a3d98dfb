import { Hono } from 'hono';
import { authenticate, ownRepositoryOnly } from './access.ts';
import { addActivityRoutes, addForkActivityRoute } from './activities.ts';
import { addAppRoutes, addInstallationRoutes } from './app-routes.ts';
import { addArtifactRoutes } from './artifact-routes.ts';
import { addCheckRoutes } from './check-routes.ts';
import { addCommentRoutes } from './comment-routes.ts';
import { addCompareRoutes } from './compare-routes.ts';
import { addEnvironmentRoutes } from './environment-routes.ts';
import type { ExchangeLog } from './exchanges.ts';
import type { Forge } from './forge.ts';
import { findFork, forkForge } from './forks.ts';
import { vendorHeaders } from './headers.ts';
import { addIssueRoutes } from './issue-routes.ts';
import { addLabelRoutes } from './label-routes.ts';
import { addObjectRoutes } from './object-routes.ts';
import { addOrganizationRoutes } from './organization-routes.ts';
import { addPeopleRoutes } from './people-routes.ts';
import { addPullRoutes } from './pull-routes.ts';
import { addReactionRoutes } from './reaction-routes.ts';
import { addRefRoutes } from './ref-routes.ts';
import { renderRepository } from './render-repository.ts';
import { ApiError, notFound, type RouteVariables } from './reply.ts';
import { addRepositoryRoutes } from './repository-routes.ts';
import { addReviewRoutes } from './review-routes.ts';
import { addRulesetRoutes } from './ruleset-routes.ts';
import { addRunRoutes } from './run-routes.ts';
import { addVariableRoutes } from './variable-routes.ts';
import { addWorkflowRoutes } from './workflow-routes.ts';

/** Where GitHub Enterprise Server has its API, so that web pages and API can share one port. */
export const apiRoot = '/api/v3';

/** The REST API: the endpoints that PatchPlane uses, answered as GitHub answers them. */
export function createApi(forge: Forge, log: ExchangeLog): Hono<RouteVariables> {
  const api = new Hono<RouteVariables>().basePath(apiRoot);
  api.use(log.record(apiRoot), vendorHeaders(forge.rate));
  addAppRoutes(api, forge);
  api.use(authenticate(forge));
  addGeneralRoutes(api, forge);
  api.use('/repos/:owner/:repo/*', ownRepositoryOnly(forge));
  for (const addRoutes of ofTheRepository) addRoutes(api, forge);
  api.notFound((context) => context.json(notFound().body(), 404));
  api.onError((error, context) => {
    if (error instanceof ApiError) return context.json(error.body(), error.status);
    return context.json({ message: 'Server Error', detail: error.message }, 500);
  });
  return api;
}

const ofTheRepository = [
  // The path of a check's commit may hold slashes; it has to be seen before plain commits.
  addCheckRoutes,
  addRepositoryRoutes,
  addActivityRoutes,
  addCompareRoutes,
  addRefRoutes,
  addObjectRoutes,
  // `issues/comments` is no issue's number.
  addCommentRoutes,
  addReactionRoutes,
  addLabelRoutes,
  addIssueRoutes,
  // `pulls/comments` is no pull request's number.
  addReviewRoutes,
  addPullRoutes,
  addPeopleRoutes,
  addWorkflowRoutes,
  addRunRoutes,
  addArtifactRoutes,
  addEnvironmentRoutes,
  addVariableRoutes,
  addRulesetRoutes,
] as const;

/** What belongs to no repository, or to a fork. */
function addGeneralRoutes(api: Hono<RouteVariables>, forge: Forge): void {
  addInstallationRoutes(api, forge);
  addOrganizationRoutes(api, forge);
  addForkActivityRoute(api, forge);
  api.get('/rate_limit', (context) => {
    const rate = forge.rate.read();
    return context.json({ resources: { core: rate, search: rate, graphql: rate }, rate });
  });
  api.get('/repos/:owner/:repo', async (context, next) => {
    const fork = findFork(forge, context.req.param('owner'), context.req.param('repo'));
    if (!fork) return next();
    return context.json(renderRepository(forkForge(forge, fork), context.get('caller')));
  });
}
