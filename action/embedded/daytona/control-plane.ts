import { Hono } from 'hono';
import { z } from 'zod';
import type { Box } from './box.ts';
import type { Boxes } from './boxes.ts';
import { CreateRequest } from './create-request.ts';
import { apiError } from './wire-error.ts';

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
    const labels = Labels.parse(JSON.parse(context.req.query('labels') ?? '{}'));
    const items = boxes
      .all()
      .filter((box) =>
        Object.entries(labels).every(([key, value]) => box.request.labels[key] === value),
      )
      .map((box) => describe(box, toolboxUrl(), 'started'));
    return context.json({ items, nextCursor: null });
  });

  app.get('/sandbox/:id', (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return notFound(context);
    return context.json(
      describe(box, toolboxUrl(), boxes.isLeaving(box) ? 'destroying' : 'started'),
    );
  });

  app.delete('/sandbox/:id', (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return notFound(context);
    void boxes.remove(box);
    return context.json(describe(box, toolboxUrl(), 'destroying'));
  });

  app.post('/sandbox/:id/network-settings', async (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return notFound(context);
    const settings = NetworkSettings.safeParse(await context.req.json().catch(() => undefined));
    if (!settings.success) {
      return apiError(context, 400, 'Bad Request', z.prettifyError(settings.error));
    }
    await box.setNetwork(settings.data);
    return context.json(describe(box, toolboxUrl(), 'started'));
  });

  // The vendor has no such thing. What its relay refused, a stand-in on this machine can tell.
  app.get('/sandbox/:id/refused-connections', (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return notFound(context);
    return context.json({ refused: refusedBy(box.id) });
  });

  app.get('/sandbox/:id/toolbox-proxy-url', (context) => context.json({ url: toolboxUrl() }));
  app.post('/sandbox/:id/last-activity', (context) => context.body(null, 201));
  app.notFound((context) =>
    apiError(context, 404, 'Not Found', `Cannot ${context.req.method} ${context.req.path}`),
  );
  return app;
}

/** What the relay of this sandbox refused so far, with what asked. */
export type RefusedBy = (
  sandboxId: string,
) => readonly { readonly target: string; readonly command: string | null }[];

const NetworkSettings = CreateRequest.pick({
  networkBlockAll: true,
  networkAllowList: true,
  domainAllowList: true,
});

const Labels = z.record(z.string(), z.string());

function notFound(context: Parameters<typeof apiError>[0]): Response {
  const id = context.req.param('id');
  return apiError(context, 404, 'Not Found', `Sandbox with ID or name ${id} not found`);
}

function describe(box: Box, toolboxProxyUrl: string, state: 'started' | 'destroying'): object {
  const { request, id, createdAt } = box;
  const network = box.network();
  return {
    ...{ id, organizationId: '00000000-0000-0000-0000-000000000000', name: request.name ?? id },
    ...{ snapshot: request.snapshot, user: request.user, env: request.env, labels: request.labels },
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
