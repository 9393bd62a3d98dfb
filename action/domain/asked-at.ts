import { z } from 'zod';
import { ActorId } from './ids.ts';

/** Where on the forge a run was asked for, and by whom: what its one comment is found by. */
export const AskedAt = z.strictObject({
  /** Of the issue or pull request; null where the approval app asked. */
  issueNumber: z.int().positive().nullable(),
  isPullRequest: z.boolean(),
  deliveryId: z.string().min(1).max(200),
  actorId: ActorId,
});
export type AskedAt = z.infer<typeof AskedAt>;
