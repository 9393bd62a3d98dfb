import { z } from 'zod';
import { GitObjectId, RunId, Sha256 } from './ids.ts';
import { DecisionStatus } from './merge-decision.ts';
import { PolicyOutcome } from './policy-bundle.ts';
import { RunState } from './run-state.ts';
import { PublicationStatus } from './trust-report.ts';

/** `result.json`: what a script needs to know about one run. Times in milliseconds. */
export const RunResult = z.strictObject({
  schemaVersion: z.literal(1),
  run: z.strictObject({ id: RunId, state: RunState }),
  candidate: z.strictObject({
    baseSha: GitObjectId.nullable(),
    patchSha256: Sha256.nullable(),
    resultTree: GitObjectId.nullable(),
  }),
  policy: z.strictObject({ outcome: PolicyOutcome, digest: Sha256.nullable() }),
  evidence: z.strictObject({ manifestSha256: Sha256, count: z.int().nonnegative() }),
  decision: z.strictObject({ status: DecisionStatus, subjectSha256: Sha256.nullable() }),
  publication: z.strictObject({
    status: PublicationStatus,
    branch: z.string().nullable(),
    commit: GitObjectId.nullable(),
    pullRequest: z.int().positive().nullable(),
  }),
  provenance: z.strictObject({
    head: Sha256,
    events: z.int().nonnegative(),
    bundle: z.string().startsWith('/'),
  }),
  timings: z.record(z.string(), z.number().nonnegative()),
  overheadMs: z.number().nonnegative(),
});
export type RunResult = z.infer<typeof RunResult>;
