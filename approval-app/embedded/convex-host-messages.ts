import { z } from 'zod';
import { Membership } from '../../action/domain/membership.ts';

/** What the parent and the demo ledger's process say to each other. */

const Enrolment = z.strictObject({
  repositoryId: z.string(),
  ownerId: z.string(),
  workspaceId: z.string(),
  proposeWorkflowRefs: z.array(z.string()),
  publishWorkflowRefs: z.array(z.string()),
  active: z.boolean(),
});

export const Seeds = z.strictObject({
  repositories: z.array(Enrolment),
  memberships: z.array(Membership),
  githubAccounts: z
    .array(z.strictObject({ actorId: z.string(), githubAccountId: z.string() }))
    .default([]),
});
export type Seeds = z.input<typeof Seeds>;

export const ToHost = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    jwks: z.record(z.string(), z.url()),
    seeds: Seeds,
  }),
  z.strictObject({
    kind: z.literal('run'),
    id: z.int(),
    name: z.string(),
    args: z.record(z.string(), z.json()),
  }),
  z.strictObject({ kind: z.literal('export'), id: z.int(), table: z.string() }),
  z.strictObject({
    kind: z.literal('import'),
    id: z.int(),
    table: z.string(),
    /** Each one a line of JSON. */
    rows: z.array(z.string()),
  }),
  /** The ledger's clock goes on by this much at once. */
  z.strictObject({ kind: z.literal('elapse'), id: z.int(), ms: z.int().positive() }),
]);
export type ToHost = z.input<typeof ToHost>;

export const FromHost = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listening'), port: z.int() }),
  z.strictObject({ kind: z.literal('result'), id: z.int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('failed'), id: z.int(), message: z.string() }),
]);
export type FromHost = z.infer<typeof FromHost>;
