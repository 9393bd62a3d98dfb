import { z } from 'zod';
import { GitObjectId } from '../../domain/ids.ts';

/** GitHub's answers, as far as they are used. Fields that nobody reads are let through unseen. */
const Id = z.int().positive();
const Account = z.object({ id: Id, login: z.string() });

export const RepositoryAnswer = z.object({
  id: Id,
  name: z.string(),
  full_name: z.string(),
  owner: Account,
  private: z.boolean(),
  default_branch: z.string(),
  archived: z.boolean().default(false),
  disabled: z.boolean().default(false),
  permissions: z.record(z.string(), z.boolean()).optional(),
});
export type RepositoryAnswer = z.infer<typeof RepositoryAnswer>;

export const PermissionAnswer = z.object({
  permission: z.enum(['none', 'read', 'write', 'admin']),
  role_name: z.string().optional(),
  user: Account.nullable(),
});
export type PermissionAnswer = z.infer<typeof PermissionAnswer>;

export const RefAnswer = z.object({
  ref: z.string(),
  object: z.object({ type: z.string(), sha: GitObjectId }),
});

export const CommitAnswer = z.object({
  sha: GitObjectId,
  tree: z.object({ sha: GitObjectId }),
  parents: z.array(z.object({ sha: GitObjectId })),
});

export const ObjectAnswer = z.object({ sha: GitObjectId });

export const IssueAnswer = z.object({
  title: z.string(),
  body: z.string().nullish(),
  /** Null where the account was deleted. */
  user: z.object({ id: Id }).nullish(),
});

export const CommentAnswer = z.object({
  id: Id,
  html_url: z.url(),
  body: z.string().nullish(),
  user: Account.nullable(),
});
export type CommentAnswer = z.infer<typeof CommentAnswer>;
export const CommentsAnswer = z.array(CommentAnswer);

/** Comments with the number of the issue that each belongs to, from its address. */
export const RepositoryCommentsAnswer = z.array(
  CommentAnswer.extend({
    issue_url: z
      .string()
      .regex(/\/issues\/[1-9]\d{0,9}$/)
      .transform((url) => Number(url.slice(url.lastIndexOf('/') + 1))),
  }),
);

/** One comment, with what tells whether it is still what was sent. */
export const WrittenCommentAnswer = z.object({
  body: z.string().nullish(),
  updated_at: z.string(),
  user: Account.nullable(),
});

export const AccountAnswer = Account.extend({ type: z.enum(['User', 'Bot', 'Organization']) });

export const PullStateAnswer = z.object({
  id: Id,
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  updated_at: z.string(),
  user: Account,
  /** The repository is null when a fork was deleted. */
  head: z.object({ ref: z.string(), sha: GitObjectId, repo: z.object({ id: Id }).nullable() }),
  base: z.object({ ref: z.string(), sha: GitObjectId }),
});

export const ComparisonAnswer = z.object({ merge_base_commit: ObjectAnswer });

export const LabelsAnswer = z.array(z.object({ name: z.string() }));

export const WorkflowRunAnswer = z.object({ status: z.string() });

export const ReactionAnswer = z.object({ user: Account });

export const CheckAnswer = z.object({
  id: Id,
  name: z.string(),
  external_id: z.string().nullish(),
  html_url: z.url().nullish(),
  head_sha: GitObjectId,
  output: z.object({ annotations_count: z.int().nonnegative().default(0) }).optional(),
});
export type CheckAnswer = z.infer<typeof CheckAnswer>;
export const ChecksAnswer = z
  .object({ check_runs: z.array(CheckAnswer) })
  .transform(({ check_runs }) => check_runs);

export const PullAnswer = z.object({
  id: Id,
  number: Id,
  html_url: z.url(),
  state: z.enum(['open', 'closed']),
  /** The repository is null when a fork was deleted. */
  head: z.object({ ref: z.string(), repo: z.object({ id: Id }).nullable() }),
});
export type PullAnswer = z.infer<typeof PullAnswer>;
export const PullsAnswer = z.array(PullAnswer);
