import { z } from 'zod';
import { GitObjectId } from '../../domain/ids.ts';

/** Webhook payloads, as far as they are used; names that end up in addresses are held to their alphabet. */
const Id = z.int().positive();
const Name = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const Login = z.string().regex(/^[A-Za-z0-9_-]{1,100}(\[bot\])?$/);
const Url = z.url({ protocol: /^https?$/ });
const Kind = z.enum(['User', 'Bot', 'Organization', 'Mannequin']);
const BranchName = z.string().min(1).max(250);

const Event = z.object({
  repository: z.object({
    id: Id,
    name: Name,
    owner: z.object({ id: Id, login: Login }),
    default_branch: BranchName,
  }),
  sender: z.object({ id: Id, login: Login, type: Kind }),
  installation: z.object({ id: Id }).optional(),
});
export type EventPayload = z.infer<typeof Event>;

export const IssuePayload = z.object({
  id: Id,
  number: Id,
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).default('open'),
  html_url: Url,
  updated_at: z.string(),
  pull_request: z.unknown().optional(),
  /** Null where the account was deleted. */
  user: z.object({ id: Id }).nullish(),
});
export type IssuePayload = z.infer<typeof IssuePayload>;

export const IssuesPayload = Event.extend({ action: z.string(), issue: IssuePayload });
export type IssuesPayload = z.infer<typeof IssuesPayload>;

export const LabeledPayload = IssuesPayload.extend({ label: z.object({ name: z.string() }) });
export type LabeledPayload = z.infer<typeof LabeledPayload>;

export const CommentPayload = IssuesPayload.extend({
  comment: z.object({
    id: Id,
    body: z.string(),
    html_url: Url,
    updated_at: z.string(),
    /** Null where the account was deleted. */
    user: z.object({ id: Id, type: Kind }).nullable(),
    /** The App that wrote it in somebody's name. */
    performed_via_github_app: z.unknown().optional(),
  }),
});
export type CommentPayload = z.infer<typeof CommentPayload>;

export const PullRequestPayload = Event.extend({
  action: z.string(),
  before: GitObjectId.optional(),
  after: GitObjectId.optional(),
  pull_request: z.object({
    id: Id,
    number: Id,
    title: z.string(),
    body: z.string().nullish(),
    state: z.enum(['open', 'closed']).default('open'),
    draft: z.boolean().default(false),
    html_url: Url,
    updated_at: z.string(),
    user: z.object({ id: Id }),
    head: z.object({
      ref: BranchName,
      sha: GitObjectId,
      /** Null where the fork was deleted. */
      repo: z.object({ id: Id }).nullish(),
    }),
    base: z.object({ ref: BranchName, sha: GitObjectId, repo: z.object({ id: Id }) }),
  }),
});
export type PullRequestPayload = z.infer<typeof PullRequestPayload>;

const Inputs = z.record(z.string(), z.unknown()).nullish();

export const DispatchPayload = Event.extend({
  ref: z.string(),
  workflow: z.string(),
  inputs: Inputs,
});
export type DispatchPayload = z.infer<typeof DispatchPayload>;

export const RepositoryDispatchPayload = Event.extend({
  /** The event type that the caller chose. */
  action: z.string(),
  branch: BranchName,
  client_payload: Inputs,
});
export type RepositoryDispatchPayload = z.infer<typeof RepositoryDispatchPayload>;
