import { z } from 'zod';

/** Webhook payloads, as far as they are used; names that end up in addresses are held to their alphabet. */
const Id = z.int().positive();
const Name = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const Login = z.string().regex(/^[A-Za-z0-9_-]{1,100}(\[bot\])?$/);

const Event = z.object({
  repository: z.object({
    id: Id,
    name: Name,
    owner: z.object({ id: Id, login: Login }),
    default_branch: z.string().min(1).max(250),
  }),
  sender: z.object({
    id: Id,
    login: Login,
    type: z.enum(['User', 'Bot', 'Organization', 'Mannequin']),
  }),
  installation: z.object({ id: Id }).optional(),
});
export type EventPayload = z.infer<typeof Event>;

export const IssuesPayload = Event.extend({
  action: z.string(),
  issue: z.object({
    id: Id,
    number: Id,
    title: z.string(),
    body: z.string().nullish(),
    state: z.enum(['open', 'closed']).default('open'),
    html_url: z.url({ protocol: /^https?$/ }),
    updated_at: z.string(),
    pull_request: z.unknown().optional(),
  }),
});
export type IssuesPayload = z.infer<typeof IssuesPayload>;

export const LabeledPayload = IssuesPayload.extend({ label: z.object({ name: z.string() }) });
export type LabeledPayload = z.infer<typeof LabeledPayload>;

export const DispatchPayload = Event.extend({
  ref: z.string(),
  workflow: z.string(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
});
export type DispatchPayload = z.infer<typeof DispatchPayload>;
