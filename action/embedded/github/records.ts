import { z } from 'zod';

/** What the stand-in remembers beside the git repository; rendered to GitHub's shapes on the way out. */
const Base = { id: z.int(), createdAt: z.string(), updatedAt: z.string() };

export const Account = z.strictObject({
  login: z.string(),
  id: z.int(),
  type: z.enum(['User', 'Bot', 'Organization']),
});
export type Account = z.infer<typeof Account>;

export const AppAccount = z.strictObject({ slug: z.string(), id: z.int() });
export type AppAccount = z.infer<typeof AppAccount>;

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
});
export type CheckRecord = z.infer<typeof CheckRecord>;

export const PullRecord = z.strictObject({
  ...Base,
  number: z.int(),
  headBranch: z.string(),
  /** Where the branch pointed when the pull request was last seen with it. */
  headSha: z.string(),
  baseBranch: z.string(),
  baseSha: z.string(),
  draft: z.boolean(),
});
export type PullRecord = z.infer<typeof PullRecord>;

const DispatchRecord = z.strictObject({
  workflow: z.string(),
  ref: z.string(),
  inputs: z.record(z.string(), z.string()),
  workflowRunId: z.int(),
});

export const GitHubState = z.strictObject({
  schemaVersion: z.literal(1),
  lastId: z.int(),
  lastNumber: z.int(),
  issues: z.array(IssueRecord),
  comments: z.array(CommentRecord),
  reactions: z.array(ReactionRecord),
  checks: z.array(CheckRecord),
  pulls: z.array(PullRecord),
  dispatches: z.array(DispatchRecord),
});
export type GitHubState = z.infer<typeof GitHubState>;
