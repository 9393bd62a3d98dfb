import { z } from 'zod';
import { ExternalWorkflowRef } from './external-workflow-ref.ts';
import { ActorId, RecordId, Timestamp, TraceId, WorkspaceId } from './ids.ts';

export const PromptRequest = z.strictObject({
  id: RecordId,
  workspaceId: WorkspaceId,
  actorId: ActorId,
  traceId: TraceId,
  source: z.enum(['app', 'external', 'dev', 'workflow_dispatch']),
  prompt: z.string().min(1).max(60_000),
  externalRef: ExternalWorkflowRef.optional(),
  status: z.enum(['accepted', 'refused']),
  createdAt: Timestamp,
});
export type PromptRequest = z.infer<typeof PromptRequest>;
