import { z } from 'zod';
import { RunId } from '../../action/domain/ids.ts';
import { RuntimeEvent } from '../../action/domain/runtime-event.ts';

/** Convex `runs:runtimeEvents`. From anywhere: a long list is read where it is looked at. */
export const RuntimeQuery = z.strictObject({
  runId: RunId,
  /** Position of the first event wanted, from 0. */
  from: z.int().nonnegative(),
  limit: z.int().min(1).max(500),
});
export type RuntimeQuery = z.infer<typeof RuntimeQuery>;

export const RuntimePage = z.strictObject({
  /** In order; the first has position `from`. */
  events: z.array(RuntimeEvent),
  from: z.int().nonnegative(),
  /** How many events the run has by now. */
  total: z.int().nonnegative(),
});
export type RuntimePage = z.infer<typeof RuntimePage>;
