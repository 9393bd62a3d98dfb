import { z } from 'zod';
import { PatchStats } from './candidate-patch-set.ts';
import { GitObjectId, Sha256 } from './ids.ts';
import { PolicyOutcome } from './policy-bundle.ts';

/** How many agents can work on one request side by side. */
export const mostCandidates = 8;

/** One of several candidates of a run, as far as it came, and why it stands where it does. */
export const CandidateSummary = z.strictObject({
  /** Which agent wrote it, from 1. */
  number: z.int().positive().max(mostCandidates),
  /** 1 is the one that people are asked about. */
  rank: z.int().positive().max(mostCandidates),
  /** Why it stands behind the one before it; of the first, what speaks for it. */
  because: z.string().max(500),
  /** Why it went no further; null where policy judged it and it can be approved. */
  stopped: z.string().max(2_000).nullable(),
  /** The patch is in the evidence under this digest. */
  patchSha256: Sha256.nullable(),
  resultTree: GitObjectId.nullable(),
  stats: PatchStats.nullable(),
  /** Of the required checks, how many passed on it. */
  required: z.strictObject({ passed: z.int().nonnegative(), all: z.int().nonnegative() }),
  /** Tests that fail or are gone, and did neither before. */
  newFailures: z.int().nonnegative(),
  fixed: z.int().nonnegative(),
  policyOutcome: PolicyOutcome,
  modelRequests: z.int().nonnegative(),
  costUsd: z.number().nonnegative(),
});
export type CandidateSummary = z.infer<typeof CandidateSummary>;
