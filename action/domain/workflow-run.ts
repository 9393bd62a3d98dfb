import { z } from 'zod';
import {
  GitObjectId,
  RecordId,
  RepositoryId,
  RunId,
  Timestamp,
  TraceId,
  WorkspaceId,
} from './ids.ts';
import { RunState } from './run-state.ts';

/** One attempt to answer one request; the durable record that everything else hangs on. */
export const WorkflowRun = z.strictObject({
  id: RunId,
  promptRequestId: RecordId,
  workspaceId: WorkspaceId,
  repositoryId: RepositoryId,
  traceId: TraceId,
  state: RunState,
  /** Why the run stopped, for a person; absent while it goes on. */
  stateReason: z.string().max(2_000).optional(),
  modelVersion: z.string().max(200),
  parentWorkflowRunId: RunId.optional(),
  rootWorkflowRunId: RunId,
  attemptNumber: z.int().positive(),
  trigger: z.string().max(100),
  targetRef: z.string().startsWith('refs/heads/'),
  sourceBaseSha: GitObjectId.optional(),
  sourceCommitSha: GitObjectId.optional(),
  githubRunId: z.string().optional(),
  githubRunAttempt: z.int().positive().optional(),
  workflowRef: z.string().optional(),
  createdAt: Timestamp,
});
export type WorkflowRun = z.infer<typeof WorkflowRun>;
