import { z } from 'zod';
import { RecordId, RunId, Sha256, Timestamp } from './ids.ts';

/** One agent process in one sandbox. Execution state only: trust never depends on it. */
export const RuntimeSession = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  provider: z.literal('pi'),
  sandboxId: z.string().max(200),
  sessionId: z.string().max(200),
  commandId: z.string().max(200),
  /** Digest of the policy that this session runs under. */
  policySha256: Sha256,
  /** What becomes of what the agent asks a person: nobody is there, so each is declined. */
  approvals: z.literal('declined'),
  status: z.enum(['starting', 'running', 'completed', 'failed', 'cancelled']),
  startedAt: Timestamp,
  updatedAt: Timestamp,
  completedAt: Timestamp.optional(),
});
export type RuntimeSession = z.infer<typeof RuntimeSession>;
