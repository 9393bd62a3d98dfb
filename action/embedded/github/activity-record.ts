import { z } from 'zod';
import { Account } from './account.ts';

/** Somebody moved a branch; `before` or `after` is all zeros where there was none. */
export const ActivityRecord = z.strictObject({
  id: z.int(),
  repositoryId: z.int(),
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  type: z.enum(['push', 'force_push', 'branch_creation', 'branch_deletion']),
  actor: Account,
  timestamp: z.string(),
});
export type ActivityRecord = z.infer<typeof ActivityRecord>;
