import type { Hono } from 'hono';
import { type AppApiParts, appRoutes } from './api/app-api.ts';
import { type LoginParts, sessionOf } from './login-routes.ts';
import { sessionOfToken } from './session-of-token.ts';

/** The app's handlers behind the local listener, as Next's routes have them in production. */
export function addApiRoutes(app: Hono, parts: LoginParts & AppApiParts): void {
  for (const { method, path, handler } of appRoutes(parts))
    app.on(method, path, async (context) => {
      const session = sessionOf(context, parts);
      return await handler(context.req.raw, {
        session: session && sessionOfToken(session.accessToken, session.name),
        params: context.req.param(),
      });
    });
}
