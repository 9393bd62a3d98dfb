import { z } from 'zod';
import { Account } from './account.ts';

/** What the stand-in remembers of GitHub Actions. */
const Base = { id: z.int(), createdAt: z.string(), updatedAt: z.string() };

const RunStatus = z.enum(['queued', 'in_progress', 'waiting', 'completed']);
export type RunStatus = z.infer<typeof RunStatus>;

export const RunRecord = z.strictObject({
  ...Base,
  number: z.int(),
  attempt: z.int(),
  name: z.string(),
  /** `.github/workflows/patchplane.yml`. */
  path: z.string(),
  event: z.string(),
  status: RunStatus,
  conclusion: z.string().nullable(),
  headBranch: z.string().nullable(),
  headSha: z.string(),
  headRepositoryId: z.int(),
  actor: Account,
  triggeringActor: Account,
});
export type RunRecord = z.infer<typeof RunRecord>;

/** A reviewer's answer to a run that waited for an environment. */
export const ReviewRecord = z.strictObject({
  runId: z.int(),
  environment: z.string(),
  state: z.enum(['approved', 'rejected', 'pending']),
  reviewer: Account,
  comment: z.string(),
});
export type ReviewRecord = z.infer<typeof ReviewRecord>;

export const EnvironmentRecord = z.strictObject({
  ...Base,
  name: z.string(),
  reviewers: z.array(Account),
  preventSelfReview: z.boolean(),
  waitMinutes: z.int(),
  /** Which branches may deploy: any, the protected ones, or those that fit a pattern. */
  branches: z.union([z.enum(['any', 'protected']), z.array(z.string())]),
  adminsCanBypass: z.boolean(),
});
export type EnvironmentRecord = z.infer<typeof EnvironmentRecord>;

export const VariableRecord = z.strictObject({
  scope: z.enum(['repository', 'organization']),
  name: z.string(),
  value: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type VariableRecord = z.infer<typeof VariableRecord>;

export const RulesetRecord = z.strictObject({
  ...Base,
  name: z.string(),
  enforcement: z.enum(['active', 'evaluate', 'disabled']),
  branches: z.array(z.string()),
  requiredChecks: z.array(z.strictObject({ context: z.string(), appId: z.int().optional() })),
});
export type RulesetRecord = z.infer<typeof RulesetRecord>;

export const ArtifactRecord = z.strictObject({
  ...Base,
  name: z.string(),
  runId: z.int(),
  sizeInBytes: z.int(),
  /** `sha256:` and hex, of the zip as it was uploaded. */
  digest: z.string(),
  expired: z.boolean(),
  file: z.string(),
});
export type ArtifactRecord = z.infer<typeof ArtifactRecord>;

export const DispatchRecord = z.strictObject({
  workflow: z.string(),
  ref: z.string(),
  inputs: z.record(z.string(), z.string()),
  workflowRunId: z.int(),
});

export const RepositoryDispatchRecord = z.strictObject({
  eventType: z.string(),
  clientPayload: z.record(z.string(), z.unknown()),
});
