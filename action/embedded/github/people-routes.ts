import type { Hono } from 'hono';
import { requires } from './access.ts';
import { type Forge, ownerAccount, sameName } from './forge.ts';
import type { Account } from './records.ts';
import { renderPermission, renderPublicUser } from './render-people.ts';
import { ApiError, notFound, type RouteVariables } from './reply.ts';

export function addPeopleRoutes(app: Hono<RouteVariables>, forge: Forge): void {
  const known = (): readonly Account[] => [...forge.members, ownerAccount(forge)];

  app.get('/users/:login', (context) => {
    const user = known().find(({ login }) => sameName(login, context.req.param('login')));
    if (!user) throw notFound();
    return context.json(renderPublicUser(forge.addresses, user));
  });
  app.get('/user/:id{[0-9]+}', (context) => {
    const user = known().find(({ id }) => String(id) === context.req.param('id'));
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
      const login = context.req.param('login');
      const member = forge.members.find((member) => sameName(member.login, login));
      if (!member) throw new ApiError(404, `${login} is not a user`);
      return context.json(renderPermission(forge.addresses, member, member.permission));
    },
  );
}
