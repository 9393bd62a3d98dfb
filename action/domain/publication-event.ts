import { z } from 'zod';
import { RecordId, RunId, Timestamp } from './ids.ts';

export const PublicationEvent = z.strictObject({
  id: RecordId,
  workflowRunId: RunId,
  decisionId: RecordId.optional(),
  candidatePatchSetId: RecordId.optional(),
  targetSha: z.string().optional(),
  provider: z.enum(['github', 'local']),
  kind: z.enum(['issue-comment', 'check-run', 'draft-pull-request', 'branch', 'commit']),
  status: z.enum(['pending', 'published', 'failed']),
  externalId: z.string().optional(),
  url: z.string().optional(),
  summary: z.string().max(2_000).optional(),
  error: z.string().max(2_000).optional(),
  createdAt: Timestamp,
  idempotencyKey: z.string().max(200),
});
export type PublicationEvent = z.infer<typeof PublicationEvent>;
