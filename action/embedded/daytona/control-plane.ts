import { Hono } from 'hono';
import { z } from 'zod';
import type { Box } from './box.ts';
import type { Boxes } from './boxes.ts';
import { CreateRequest } from './create-request.ts';
import { ListQuery } from './list-query.ts';
import { type RefusedBy, settingsRoutes } from './settings-routes.ts';
import { apiError, sandboxNotFound } from './wire-error.ts';

/** Sandboxes come and go here: create, look up, list by labels, delete. */
export function controlPlane(boxes: Boxes, toolboxUrl: () => string, refusedBy: RefusedBy): Hono {
  const app = new Hono();

  app.post('/sandbox', async (context) => {
    const request = CreateRequest.safeParse(await context.req.json().catch(() => undefined));
    if (!request.success) {
      return apiError(context, 400, 'Bad Request', z.prettifyError(request.error));
    }
    const { name } = request.data;
    if (name !== undefined && boxes.find(name)) {
      return apiError(context, 409, 'Conflict', `Sandbox with name ${name} already exists`);
    }
    return context.json(describe(await boxes.create(request.data), toolboxUrl(), 'started'));
  });

  app.get('/sandbox', (context) => {
    const query = ListQuery.safeParse(context.req.query());
    if (!query.success) {
      return apiError(context, 400, 'Bad Request', z.prettifyError(query.error));
    }
    const { labels, limit, cursor: from } = query.data;
    const found = boxes
      .all()
      .filter((box) =>
        Object.entries(labels).every(([key, value]) => box.request.labels[key] === value),
      );
    const items = found
      .slice(from, from + limit)
      .map((box) => describe(box, toolboxUrl(), 'started'));
    const nextCursor = from + limit < found.length ? String(from + limit) : null;
    return context.json({ items, nextCursor });
  });

  app.get('/sandbox/:id', (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return sandboxNotFound(context);
    return context.json(
      describe(box, toolboxUrl(), boxes.isLeaving(box) ? 'destroying' : 'started'),
    );
  });

  app.delete('/sandbox/:id', (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return sandboxNotFound(context);
    void boxes.remove(box);
    return context.json(describe(box, toolboxUrl(), 'destroying'));
  });

  app.get('/sandbox/:id/toolbox-proxy-url', (context) => context.json({ url: toolboxUrl() }));
  app.route(
    '/',
    settingsRoutes(boxes, refusedBy, (box) => describe(box, toolboxUrl(), 'started')),
  );
  app.notFound((context) =>
    apiError(context, 404, 'Not Found', `Cannot ${context.req.method} ${context.req.path}`),
  );
  return app;
}

/** The vendor tells sizes; what holds a jail, a stand-in tells in words. */
const limitsLabel = 'stand-in/limits';

function describe(box: Box, toolboxProxyUrl: string, state: 'started' | 'destroying'): object {
  const { request, id, createdAt } = box;
  const network = box.network();
  return {
    ...{ id, organizationId: '00000000-0000-0000-0000-000000000000', name: request.name ?? id },
    ...{
      snapshot: request.snapshot,
      user: request.user,
      env: request.env,
      labels: { ...request.labels, [limitsLabel]: box.limits },
    },
    ...{ public: false, target: request.target, toolboxProxyUrl, volumes: [] },
    networkBlockAll: network.networkBlockAll ?? false,
    networkAllowList: network.networkAllowList,
    domainAllowList: network.domainAllowList,
    ...{ cpu: 1, gpu: 0, memory: 1, disk: 3, class: 'small', runnerId: 'local' },
    ...{ state, desiredState: state === 'started' ? 'started' : 'destroyed' },
    autoStopInterval: request.autoStopInterval,
    autoArchiveInterval: 10_080,
    autoDeleteInterval: request.autoDeleteInterval,
    ...{ createdAt, updatedAt: createdAt },
  };
}
