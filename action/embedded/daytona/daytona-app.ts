import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { type Box, home } from './box.ts';
import type { Boxes } from './boxes.ts';
import { commandRoutes } from './command-routes.ts';
import { controlPlane } from './control-plane.ts';
import { fileRoutes } from './file-routes.ts';
import { gitRoutes, type OnStarted } from './git-routes.ts';
import { processRoutes } from './process-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import type { RefusedBy } from './settings-routes.ts';
import { apiError, daemonError } from './wire-error.ts';

export interface DaytonaAppDeps {
  readonly boxes: Boxes;
  readonly apiKey: string;
  readonly origin: () => string;
  readonly onStarted: OnStarted;
  readonly refusedBy: RefusedBy;
}

/** The control plane under `/api`, and the toolbox of each sandbox under `/toolbox/<id>`. */
export function daytonaApp(deps: DaytonaAppDeps): Hono {
  const { boxes, apiKey, origin, onStarted, refusedBy } = deps;
  const app = new Hono();

  app.use(async (context, next) => {
    if (!isAuthorized(context.req.header('authorization'), apiKey)) {
      return apiError(context, 401, 'Unauthorized', 'Invalid credentials');
    }
    return next();
  });

  app.route(
    '/api',
    controlPlane(boxes, () => `${origin()}/toolbox`, refusedBy),
  );

  app.all('/toolbox/:id/*', async (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box || box.destroyed.aborted) {
      return apiError(context, 404, 'Not Found', 'Sandbox not found');
    }
    boxes.touch(box);
    const url = new URL(context.req.url);
    url.pathname = url.pathname.slice(`/toolbox/${context.req.param('id')}`.length);
    return toolbox(box, onStarted).fetch(new Request(url, context.req.raw));
  });

  return app;
}

export function isAuthorized(header: string | undefined, apiKey: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function toolbox(box: Box, onStarted: OnStarted): Hono {
  const app = new Hono();
  const all = [processRoutes, sessionRoutes, commandRoutes, fileRoutes];
  for (const routes of all) app.route('/', routes(box));
  app.route('/', gitRoutes(box, onStarted));
  for (const path of ['/user-home-dir', '/work-dir', '/project-dir']) {
    app.get(path, (context) => context.json({ dir: home }));
  }
  app.notFound((context) => daemonError(context, 404, 'NOT_FOUND', 'no such route'));
  app.onError((error, context) => {
    if (error instanceof z.ZodError)
      return daemonError(context, 400, 'BAD_REQUEST', z.prettifyError(error));
    if (error instanceof SyntaxError)
      return daemonError(context, 400, 'BAD_REQUEST', error.message);
    return daemonError(context, 500, 'INTERNAL_ERROR', error.message);
  });
  return app;
}
