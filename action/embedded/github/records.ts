import { z } from 'zod';
import { Account, AppAccount } from './account.ts';

/** What the stand-in remembers beside the git repository; rendered to GitHub's shapes on the way out. */
const Base = { id: z.int(), createdAt: z.string(), updatedAt: z.string() };

export const IssueRecord = z.strictObject({
  ...Base,
  number: z.int(),
  title: z.string(),
  body: z.string().nullable(),
  author: Account,
  labels: z.array(z.string()),
  state: z.enum(['open', 'closed']),
  isPull: z.boolean(),
});
export type IssueRecord = z.infer<typeof IssueRecord>;

/** What happened to an issue, as far as labels go. */
export const IssueEventRecord = z.strictObject({
  id: z.int(),
  createdAt: z.string(),
  issue: z.int(),
  event: z.enum(['labeled', 'unlabeled']),
  label: z.string(),
  actor: Account,
  app: AppAccount.optional(),
});
export type IssueEventRecord = z.infer<typeof IssueEventRecord>;

export const CommentRecord = z.strictObject({
  ...Base,
  issue: z.int(),
  author: Account,
  app: AppAccount.optional(),
  body: z.string(),
});
export type CommentRecord = z.infer<typeof CommentRecord>;

export const ReactionRecord = z.strictObject({
  id: z.int(),
  createdAt: z.string(),
  subject: z.strictObject({ kind: z.enum(['issue', 'comment']), id: z.int() }),
  author: Account,
  content: z.string(),
});
export type ReactionRecord = z.infer<typeof ReactionRecord>;

export const AnnotationRecord = z.strictObject({
  path: z.string(),
  startLine: z.int(),
  endLine: z.int(),
  startColumn: z.int().nullable(),
  endColumn: z.int().nullable(),
  level: z.enum(['notice', 'warning', 'failure']),
  title: z.string().nullable(),
  message: z.string(),
  rawDetails: z.string().nullable(),
});
export type AnnotationRecord = z.infer<typeof AnnotationRecord>;

export const CheckRecord = z.strictObject({
  id: z.int(),
  app: AppAccount,
  name: z.string(),
  headSha: z.string(),
  externalId: z.string(),
  detailsUrl: z.string().nullable(),
  status: z.string(),
  conclusion: z.string().nullable(),
  startedAt: z.string(),
  completedAt: z.string().nullable(),
  output: z.strictObject({
    title: z.string().nullable(),
    summary: z.string().nullable(),
    text: z.string().nullable(),
  }),
  annotations: z.array(AnnotationRecord).default([]),
});
export type CheckRecord = z.infer<typeof CheckRecord>;

export const PullRecord = z.strictObject({
  ...Base,
  number: z.int(),
  headBranch: z.string(),
  /** Where the branch pointed when the pull request was last seen with it. */
  headSha: z.string(),
  /** The fork that the branch is in; absent for a branch of the repository itself. */
  headFork: z.strictObject({ id: z.int(), owner: Account }).optional(),
  baseBranch: z.string(),
  baseSha: z.string(),
  draft: z.boolean(),
  /** The trial merge of an open pull request; null where it does not merge. */
  mergeCommit: z.string().nullable().default(null),
  mergedAt: z.string().nullable().default(null),
});
export type PullRecord = z.infer<typeof PullRecord>;

/** A second repository that somebody made of this one. */
export const ForkRecord = z.strictObject({
  id: z.int(),
  owner: Account,
  name: z.string(),
  bareDir: z.string(),
});
export type ForkRecord = z.infer<typeof ForkRecord>;
