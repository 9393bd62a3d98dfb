import { z } from 'zod';
import { Actor } from './actor.ts';
import { ExternalWorkflowRef } from './external-workflow-ref.ts';
import { Sha256, TraceId } from './ids.ts';
import { Workspace } from './workspace.ts';

/** A request, provider-neutral and frozen: the text that was asked is hashed here. */
export const WorkflowIntake = z.strictObject({
  actor: Actor,
  workspace: Workspace,
  source: z.enum(['app', 'external', 'dev', 'workflow_dispatch']),
  traceId: TraceId,
  prompt: z.string().min(1).max(60_000),
  promptSha256: Sha256,
  externalRef: ExternalWorkflowRef,
});
export type WorkflowIntake = z.infer<typeof WorkflowIntake>;
