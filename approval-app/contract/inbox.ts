import { z } from 'zod';
import { RepositoryId, RunId, Timestamp } from '../../action/domain/ids.ts';
import { DecisionAnswer } from '../../action/domain/merge-decision.ts';
import { PolicyOutcome } from '../../action/domain/policy-bundle.ts';
import { RiskLevel } from '../../action/domain/risk.ts';
import { RunState } from '../../action/domain/run-state.ts';

/** Where a run stands for those who work through a list. */
export const Lane = z.enum(['needs-decision', 'running', 'ended']);
export type Lane = z.infer<typeof Lane>;

/** A run as a list shows it. Titles and names are other people's text. */
export const InboxEntry = z.strictObject({
  runId: RunId,
  lane: Lane,
  state: RunState,
  /** Of the decision, once it is complete: until a job takes it the run's state stays as it was. */
  answer: DecisionAnswer.optional(),
  stateReason: z.string().optional(),
  repositoryId: RepositoryId,
  repository: z.string(),
  /** First line of what was asked. */
  title: z.string(),
  requester: z.string(),
  /** Number of the issue or pull request that asked. */
  number: z.int().positive().optional(),
  trigger: z.string(),
  attempt: z.int().positive(),
  risk: RiskLevel.optional(),
  policyOutcome: PolicyOutcome.optional(),
  filesChanged: z.int().nonnegative().optional(),
  additions: z.int().nonnegative().optional(),
  deletions: z.int().nonnegative().optional(),
  approvalsGiven: z.int().nonnegative(),
  approvalsRequired: z.int().positive(),
  expiresAt: Timestamp.optional(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type InboxEntry = z.infer<typeof InboxEntry>;

/** Convex `inbox:list` and `inbox:view`. Newest first; with `search`, best match first. */
export const InboxQuery = z.strictObject({
  lane: Lane.optional(),
  repositoryId: RepositoryId.optional(),
  /** Words of title, repository, requester, number or run id. */
  search: z.string().trim().max(200).optional(),
  /** Cursor of the page before; null for the first. */
  cursor: z.string().max(10_000).nullable(),
  limit: z.int().min(1).max(100),
});
export type InboxQuery = z.infer<typeof InboxQuery>;

export const InboxPage = z.strictObject({
  entries: z.array(InboxEntry),
  cursor: z.string(),
  isDone: z.boolean(),
  /** What changed last in the whole workspace, as of this very page: see `inboxStamp`. */
  changes: z.string(),
});
export type InboxPage = z.infer<typeof InboxPage>;

/** What the inbox can be narrowed to. */
export const InboxRepository = z.strictObject({ id: RepositoryId, name: z.string() });
export type InboxRepository = z.infer<typeof InboxRepository>;

/** Convex `inbox:counts`. An inbox that is empty because the kill switch is thrown has to say so. */
export const InboxCounts = z.strictObject({
  needsDecision: z.int().nonnegative(),
  running: z.int().nonnegative(),
  ended: z.int().nonnegative(),
  killed: z.boolean(),
});
export type InboxCounts = z.infer<typeof InboxCounts>;

/** Convex `inbox:view`: all that the inbox's page shows, as of one moment. */
export const InboxView = z.strictObject({
  page: InboxPage,
  counts: InboxCounts,
  /** All of the workspace, whatever this page of the list shows. */
  repositories: z.array(InboxRepository),
});
export type InboxView = z.infer<typeof InboxView>;
