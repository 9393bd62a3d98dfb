import { z } from 'zod';
import { Account, AppAccount } from './account.ts';

const Base = { id: z.int(), createdAt: z.string(), updatedAt: z.string() };

/** A comment on lines of a pull request's diff. */
export const PullCommentRecord = z.strictObject({
  ...Base,
  pull: z.int(),
  review: z.int(),
  author: Account,
  app: AppAccount.optional(),
  body: z.string(),
  path: z.string(),
  commit: z.string(),
  side: z.enum(['LEFT', 'RIGHT']),
  line: z.int(),
  startLine: z.int().nullable(),
  diffHunk: z.string(),
  inReplyTo: z.int().optional(),
});
export type PullCommentRecord = z.infer<typeof PullCommentRecord>;

/** Comments that were sent together; one alone has a review around it, too. */
export const PullReviewRecord = z.strictObject({
  ...Base,
  pull: z.int(),
  author: Account,
  body: z.string(),
  state: z.enum(['COMMENTED', 'APPROVED', 'CHANGES_REQUESTED']),
  commit: z.string(),
});
export type PullReviewRecord = z.infer<typeof PullReviewRecord>;
