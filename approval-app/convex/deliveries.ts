import { z } from 'zod';
import { Sha256 } from '../../action/domain/ids.ts';
import type { QueryCtx } from './_generated/server.js';
import { serverMutation } from './builders.ts';
import { amend, write } from './rows.ts';

const DeliveryId = z.string().regex(/^[A-Za-z0-9-]{1,100}$/);

/** Takes a delivery, once: whoever comes second with the same id is told `first: false`. */
export const receive = serverMutation({
  args: {
    deliveryId: DeliveryId,
    event: z.string().max(100),
    action: z.string().max(100).optional(),
    installationId: z.string().max(20).optional(),
    bodySha256: Sha256,
  },
  handler: async (ctx, delivery): Promise<{ first: boolean; status: string }> => {
    const existing = await deliveryRow(ctx, delivery.deliveryId);
    if (existing) return { first: false, status: existing.status };
    await write(ctx, 'deliveries', {
      ...withoutUndefined(delivery),
      status: 'received',
      receivedAt: Date.now(),
    });
    return { first: true, status: 'received' };
  },
});

/** What became of it. */
export const finish = serverMutation({
  args: {
    deliveryId: DeliveryId,
    status: z.enum(['handled', 'ignored', 'failed']),
    detail: z.string().max(500),
  },
  handler: async (ctx, { deliveryId, status, detail }): Promise<null> => {
    const row = await deliveryRow(ctx, deliveryId);
    if (row) await amend(ctx, 'deliveries', row, { status, detail });
    return null;
  },
});

type Delivery = {
  readonly deliveryId: string;
  readonly event: string;
  readonly bodySha256: string;
};

function withoutUndefined({
  action,
  installationId,
  ...rest
}: Delivery & { action?: string | undefined; installationId?: string | undefined }) {
  return {
    ...rest,
    ...(action === undefined ? {} : { action }),
    ...(installationId === undefined ? {} : { installationId }),
  };
}

async function deliveryRow(ctx: QueryCtx, deliveryId: string) {
  return await ctx.db
    .query('deliveries')
    .withIndex('by_delivery', (q) => q.eq('deliveryId', deliveryId))
    .unique();
}
