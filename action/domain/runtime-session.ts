import { z } from 'zod';
import { RecordId, RunId, Timestamp } from './ids.ts';

/** One agent process in one sandbox. Execution state only: trust never depends on it. */
export const RuntimeSession = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  provider: z.literal('pi'),
  sandboxId: z.string().max(200),
  sessionId: z.string().max(200),
  commandId: z.string().max(200),
  status: z.enum(['starting', 'running', 'completed', 'failed', 'cancelled']),
  startedAt: Timestamp,
  updatedAt: Timestamp,
  completedAt: Timestamp.optional(),
});
export type RuntimeSession = z.infer<typeof RuntimeSession>;
