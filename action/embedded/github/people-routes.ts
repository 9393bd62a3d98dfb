import type { Hono } from 'hono';
import { requires } from './access.ts';
import { type Forge, sameName } from './forge.ts';
import { knownAccounts, permissionOf } from './people.ts';
import { renderPermission, renderPublicUser } from './render-people.ts';
import { ApiError, notFound, type RouteVariables } from './reply.ts';

export function addPeopleRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  app.get('/users/:login', (context) => {
    const wanted = context.req.param('login');
    const user = knownAccounts(forge).find(({ login }) => sameName(login, wanted));
    if (!user) throw notFound();
    return context.json(renderPublicUser(forge.addresses, user));
  });
  app.get('/user/:id{[0-9]+}', (context) => {
    const user = knownAccounts(forge).find(({ id }) => String(id) === context.req.param('id'));
    if (!user) throw notFound();
    return context.json(renderPublicUser(forge.addresses, user));
  });
  app.get('/user', (context) => {
    const { account, app: callingApp } = context.get('caller');
    // An installation is not a user; GitHub answers so to GITHUB_TOKEN as well.
    if (callingApp) throw new ApiError(403, 'Resource not accessible by integration');
    return context.json(renderPublicUser(forge.addresses, account));
  });
  app.get(
    '/repos/:owner/:repo/collaborators/:login/permission',
    requires('read', 'metadata'),
    (context) => {
      const wanted = context.req.param('login');
      const user = knownAccounts(forge).find(({ login }) => sameName(login, wanted));
      if (!user) throw new ApiError(404, `${wanted} is not a user`);
      return context.json(renderPermission(forge.addresses, user, permissionOf(forge, user)));
    },
  );
}
