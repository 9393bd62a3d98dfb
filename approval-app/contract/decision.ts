import { z } from 'zod';
import { Approval, ViewedFile } from '../../action/domain/approval.ts';
import { RunId, Sha256 } from '../../action/domain/ids.ts';
import { MergeDecision } from '../../action/domain/merge-decision.ts';
import { Projection } from './run-view.ts';

export const DecisionAction = z.enum(['approve', 'reject', 'request-changes']);
export type DecisionAction = z.infer<typeof DecisionAction>;

/**
 * A person's answer, as a browser sends it. `displayedPatchSha256` is what the browser computed
 * over the bytes that it displayed, and `viewed` has every changed path: both are needed to
 * approve, and neither to say no.
 */
export const DecisionRequest = z.strictObject({
  runId: RunId,
  subjectSha256: Sha256,
  action: DecisionAction,
  comment: z.string().max(4_000).default(''),
  overrideReason: z.string().trim().min(1).max(4_000).optional(),
  displayedPatchSha256: Sha256.optional(),
  viewed: z.array(ViewedFile).max(2_000).default([]),
  /** What the page was drawn from. */
  seen: Projection,
  /** With a rejection: start the next attempt, with the comment as its instruction. */
  rerun: z.boolean().default(false),
});
export type DecisionRequest = z.input<typeof DecisionRequest>;

export const RefusalCode = z.enum([
  'not-found',
  'forbidden',
  'other-bytes',
  'not-awaiting',
  'expired',
  'policy',
  'decided',
  'unviewed',
  'not-displayed',
  'stale',
  'reauthenticate',
  'unlinked',
  'excluded',
  'cool-off',
  'killed',
  'unavailable',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;

/** This approval counts; more are needed. */
const Counted = z.strictObject({
  status: z.literal('counted'),
  approval: Approval,
  given: z.int().positive(),
  required: z.int().positive(),
  missing: z.array(z.string()),
});

const Refused = z.strictObject({
  status: z.literal('refused'),
  code: RefusalCode,
  because: z.string(),
  /** With `stale`: what happened since the page was drawn. */
  changed: z.array(z.string()).optional(),
});

/** Convex `decisions:decide`. */
export const DecisionOutcome = z.discriminatedUnion('status', [
  /** The decision is complete; `first`: it is this answer that made it so. */
  z.strictObject({
    status: z.literal('recorded'),
    decision: MergeDecision,
    approval: Approval,
    first: z.boolean(),
  }),
  Counted,
  Refused,
]);
export type DecisionOutcome = z.infer<typeof DecisionOutcome>;

export const Started = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('started'),
    /** GitHub's id and page of the workflow run; absent where an older GitHub does not tell. */
    workflowRunId: z.string().optional(),
    url: z.string().optional(),
  }),
  z.strictObject({ status: z.literal('failed'), because: z.string() }),
]);
export type Started = z.infer<typeof Started>;

/** What the server answers a browser. */
export const DecisionReply = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('recorded'),
    decision: MergeDecision,
    /** The publish job, which also carries out a rejection. */
    dispatched: Started,
    /** The next attempt, where one was asked for. */
    rerun: Started.optional(),
  }),
  Counted,
  Refused,
]);
export type DecisionReply = z.infer<typeof DecisionReply>;
