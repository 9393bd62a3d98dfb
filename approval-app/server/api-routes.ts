import type { Context, Hono } from 'hono';
import type { Handler } from './api/handler.ts';
import { type ApiParts, createRunApi } from './api/run-api.ts';
import { type LoginParts, sessionOf } from './login-routes.ts';
import { sessionOfToken } from './session-of-token.ts';

/** The app's handlers behind the local listener, as Next's routes have them in production. */
export function addApiRoutes(app: Hono, parts: LoginParts & ApiParts): void {
  const serve = (handler: Handler) => async (context: Context) => {
    const session = sessionOf(context, parts);
    return await handler(context.req.raw, {
      session: session && sessionOfToken(session.accessToken, session.name),
      params: context.req.param(),
    });
  };
  const runs = createRunApi(parts);
  app.get('/api/runs', serve(runs.inbox));
  app.get('/api/runs/counts', serve(runs.counts));
  app.get('/api/runs/:id', serve(runs.view));
  app.get('/api/runs/:id/events', serve(runs.events));
  app.get('/api/runs/:id/patch', serve(runs.patch));
  app.post('/api/runs/:id/decision', serve(runs.decision));
}
