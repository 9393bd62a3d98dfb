import { Hono } from 'hono';
import { z } from 'zod';
import type { Box } from './box.ts';
import type { Boxes } from './boxes.ts';
import { CreateRequest } from './create-request.ts';
import { apiError, sandboxNotFound } from './wire-error.ts';

/** What the relay of this sandbox refused so far, with what asked. */
export type RefusedBy = (
  sandboxId: string,
) => readonly { readonly target: string; readonly command: string | null }[];

const NetworkSettings = CreateRequest.pick({
  networkBlockAll: true,
  networkAllowList: true,
  domainAllowList: true,
});

/** What can be changed or asked of a sandbox while it lives. */
export function settingsRoutes(
  boxes: Boxes,
  refusedBy: RefusedBy,
  describe: (box: Box) => object,
): Hono {
  const app = new Hono();

  app.post('/sandbox/:id/network-settings', async (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return sandboxNotFound(context);
    const settings = NetworkSettings.safeParse(await context.req.json().catch(() => undefined));
    if (!settings.success) {
      return apiError(context, 400, 'Bad Request', z.prettifyError(settings.error));
    }
    await box.setNetwork(settings.data);
    return context.json(describe(box));
  });

  app.post('/sandbox/:id/last-activity', (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return sandboxNotFound(context);
    boxes.touch(box);
    return context.body(null, 201);
  });

  // The vendor has no such thing. What its relay refused, a stand-in on this machine can tell.
  app.get('/sandbox/:id/refused-connections', (context) => {
    const box = boxes.find(context.req.param('id'));
    if (!box) return sandboxNotFound(context);
    return context.json({ refused: refusedBy(box.id) });
  });

  return app;
}
