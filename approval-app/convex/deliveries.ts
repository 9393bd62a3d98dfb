import { z } from 'zod';
import { Sha256 } from '../../action/domain/ids.ts';
import type { Doc } from './_generated/dataModel.js';
import { internalMutation, type QueryCtx } from './_generated/server.js';
import { serverMutation } from './builders.ts';
import { amend, write } from './rows.ts';

const DeliveryId = z.string().regex(/^[A-Za-z0-9-]{1,100}$/);

/** Work on a delivery takes seconds; one that nobody finished by then was left by a process that died. */
const abandonedMs = 5 * 60_000;
const monthMs = 30 * 24 * 60 * 60_000;
const forgottenAtOnce = 500;

export interface Receipt {
  /** False for whoever comes second with the same id. */
  readonly first: boolean;
  readonly status: string;
  /** These very bytes came before under another id: GitHub signs the body, and not its id. */
  readonly replayed: boolean;
}

/**
 * Takes a delivery, once. One that failed, or was left behind half done, is taken again when it is
 * delivered again: GitHub does so under the same id, by hand.
 */
export const receive = serverMutation({
  args: {
    deliveryId: DeliveryId,
    event: z.string().max(100),
    action: z.string().max(100).optional(),
    installationId: z.string().max(20).optional(),
    bodySha256: Sha256,
  },
  handler: async (ctx, delivery): Promise<Receipt> => {
    const existing = await deliveryRow(ctx, delivery.deliveryId);
    const earlier = await ctx.db
      .query('deliveries')
      .withIndex('by_body', (q) => q.eq('bodySha256', delivery.bodySha256))
      .take(2);
    const replayed = earlier.some(({ deliveryId }) => deliveryId !== delivery.deliveryId);
    if (existing && !isLeft(existing, delivery))
      return { first: false, status: existing.status, replayed };
    const row = { status: 'received' as const, receivedAt: Date.now() };
    if (existing) await amend(ctx, 'deliveries', existing, row);
    else await write(ctx, 'deliveries', { ...withoutUndefined(delivery), ...row });
    return { first: true, status: 'received', replayed };
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

/** Forgets what nothing was done about. Run by a cron. */
export const forget = internalMutation({
  handler: async (ctx): Promise<number> => {
    const old = await ctx.db
      .query('deliveries')
      .withIndex('by_age', (q) => q.eq('status', 'ignored').lt('receivedAt', Date.now() - monthMs))
      .take(forgottenAtOnce);
    for (const { _id } of old) await ctx.db.delete(_id);
    return old.length;
  },
});

/** Whether an earlier delivery of the same bytes came to nothing. */
function isLeft(existing: Doc<'deliveries'>, { bodySha256 }: Delivery): boolean {
  if (existing.bodySha256 !== bodySha256) return false;
  if (existing.status === 'failed') return true;
  return existing.status === 'received' && Date.now() - existing.receivedAt > abandonedMs;
}

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
