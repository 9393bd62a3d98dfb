import { z } from 'zod';
import { RecordId, RunId, Timestamp } from './ids.ts';

export const ReviewRun = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  candidatePatchSetId: RecordId,
  kind: z.enum(['test', 'lint', 'policy', 'manual', 'semantic', 'security', 'llm']),
  reviewer: z.string().max(200),
  status: z.enum(['running', 'passed', 'failed', 'unavailable']),
  summary: z.string().max(4_000).optional(),
  externalId: z.string().optional(),
  externalUrl: z.string().optional(),
  reviewedRevision: z.string().optional(),
  startedAt: Timestamp,
  completedAt: Timestamp.optional(),
  createdAt: Timestamp,
});
export type ReviewRun = z.infer<typeof ReviewRun>;
